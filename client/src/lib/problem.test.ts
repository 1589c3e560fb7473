import { expect, test } from 'vitest';
import { asProblem, isUnsure, linkedBookingId } from './problem';

test('a problem body keeps its code, its wait and its request id', () => {
  const problem = asProblem({ status: 423, data: { code: 'inventory_busy', retry_after: 2, request_id: 'r1' } });
  expect(problem).toMatchObject({ status: 423, code: 'inventory_busy', retryAfter: 2, requestId: 'r1' });
});

test('no answer, a page of a proxy and a busy server all leave it unsure', () => {
  const network = asProblem({ status: 'FETCH_ERROR', error: 'x' });
  const page = asProblem({ status: 'PARSING_ERROR', originalStatus: 502, data: '<html>', error: 'x' });
  expect([network, page, asProblem({ status: 503, data: {} })].map(isUnsure)).toEqual([true, true, true]);
});

test('a refusal is final', () => {
  expect(isUnsure(asProblem({ status: 409, data: { code: 'window_taken' } }))).toBe(false);
});

test('a problem may point at a booking', () => {
  const problem = asProblem({ status: 409, data: { links: { booking: '/api/v1/bookings/abc/checkout' } } });
  expect(linkedBookingId(problem)).toBe('abc');
});
