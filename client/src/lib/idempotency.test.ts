import { expect, test } from 'vitest';
import { forgetKey, keyFor } from './idempotency';

const INTENT = { carId: 'c1', startsAt: '2030-12-06T10:00:00-08:00', endsAt: '2030-12-08T10:00:00-08:00', extras: [] };

test('one intent keeps one key, however its instants are written', () => {
  const utc = { ...INTENT, startsAt: '2030-12-06T18:00:00Z', endsAt: '2030-12-08T18:00:00Z' };
  expect(keyFor(utc)).toBe(keyFor(INTENT));
});

test('another intent has another key', () => {
  expect(keyFor({ ...INTENT, extras: ['child_seat'] })).not.toBe(keyFor(INTENT));
});

test('after a final answer the same intent starts anew', () => {
  const first = keyFor(INTENT);
  forgetKey(INTENT);
  expect(keyFor(INTENT)).not.toBe(first);
});
