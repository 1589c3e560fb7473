import { expect, test } from 'vitest';
import { BALCONY, EVENT } from '@/testing/areas/events';
import { boundOf, isShort, readBasket, saleOf, writeBasket } from './basket';

const [floor, balcony] = EVENT.sections as [(typeof EVENT.sections)[number], (typeof EVENT.sections)[number]];
const starts = Date.parse(EVENT.starts_at ?? '');

test('a section ends at what is left of it, or at what the rest of the basket leaves of the limit', () => {
  expect(boundOf({}, balcony, EVENT)).toEqual({ max: 3, stop: 'left' });
  expect(boundOf({}, floor, EVENT)).toEqual({ max: 4, stop: 'limit' });
  expect(boundOf({ [BALCONY]: 2 }, floor, EVENT)).toEqual({ max: 2, stop: 'limit' });
  expect(boundOf({ [floor.id]: 3 }, balcony, EVENT)).toEqual({ max: 1, stop: 'limit' });
});

test('a basket is short when others have taken what it wants', () => {
  expect(isShort({ [BALCONY]: 3 }, EVENT)).toBe(false);
  expect(isShort({ [BALCONY]: 4 }, EVENT)).toBe(true);
});

test('a sale is open between its horizon and its lead time, while anything is left', () => {
  const event = { ...EVENT, policy: { ...EVENT.policy, lead_time_minutes: 60, horizon_days: 10 } };
  const gone = { ...event, sections: [{ ...floor, remaining: 0 }] };
  const day = 86_400_000;
  expect(saleOf(event, starts - 3_600_001)).toBe('open');
  expect(saleOf(event, starts - 3_599_999)).toBe('closed');
  expect(saleOf(event, starts - 11 * day)).toBe('not_yet');
  expect(saleOf(gone, starts - day)).toBe('sold_out');
  expect(saleOf({ ...event, starts_at: null }, starts + 99 * day)).toBe('open');
});

test('a basket comes back from the address as it went there, and nonsense does not', () => {
  const basket = { [BALCONY]: 2, [floor.id]: 1 };
  expect(readBasket(writeBasket(basket))).toEqual(basket);
  expect(readBasket(new URLSearchParams(`p=x:1&p=${BALCONY}:0&p=${BALCONY}`))).toEqual({});
});
