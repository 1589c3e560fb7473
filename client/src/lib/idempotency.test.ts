import { expect, test } from 'vitest';
import { forgetKey, type HoldIntent, keyFor } from './idempotency';

const INTENT: HoldIntent = {
  kind: 'cars',
  listingId: 'c1',
  startsAt: '2030-12-06T10:00:00-08:00',
  endsAt: '2030-12-08T10:00:00-08:00',
  extras: [],
};
const BASKET: HoldIntent = {
  kind: 'events',
  listingId: 'e1',
  lines: [
    { sectionId: 'floor', quantity: 2 },
    { sectionId: 'balcony', quantity: 1 },
  ],
};

test('one intent keeps one key, however its instants are written', () => {
  const utc = { ...INTENT, startsAt: '2030-12-06T18:00:00Z', endsAt: '2030-12-08T18:00:00Z' };
  expect(keyFor(utc)).toBe(keyFor(INTENT));
});

test('another intent has another key', () => {
  expect(keyFor({ ...INTENT, extras: ['child_seat'] })).not.toBe(keyFor(INTENT));
});

test('a basket is the same in whatever order it was filled, and another with one place more', () => {
  expect(keyFor({ ...BASKET, lines: [...BASKET.lines].reverse() })).toBe(keyFor(BASKET));
  expect(keyFor({ ...BASKET, lines: [{ sectionId: 'floor', quantity: 3 }] })).not.toBe(keyFor(BASKET));
});

test('a wish for one resource is not the wish for any of its group', () => {
  const { startsAt, endsAt } = INTENT;
  const one: HoldIntent = { kind: 'time_slots', listingId: 'r1', startsAt, endsAt, anyOfGroup: false };
  expect(keyFor({ ...one, anyOfGroup: true })).not.toBe(keyFor(one));
});

test('after a final answer the same intent starts anew', () => {
  const first = keyFor(INTENT);
  forgetKey(INTENT);
  expect(keyFor(INTENT)).not.toBe(first);
});
