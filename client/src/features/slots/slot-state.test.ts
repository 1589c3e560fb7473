import { expect, test } from 'vitest';
import type { Slot } from './api';
import { type SlotState, spotAfter, stateOf } from './slot-state';

const NOON = Date.parse('2030-12-05T12:00:00Z');
const HOUR = 3_600_000;
const RULES = { lead_time_minutes: 120, horizon_days: 7 };

const slotIn = (hours: number, remaining = 1, available = true) =>
  ({ starts_at: new Date(NOON + hours * HOUR).toISOString(), remaining, available }) as Slot;

const CASES: [string, Slot, SlotState][] = [
  ['has begun', slotIn(0), 'past'],
  ['begins within the notice', slotIn(1), 'too_soon'],
  ['has room', slotIn(3), 'free'],
  ['is full', slotIn(3, 0, false), 'taken'],
  ['is further ahead than can be booked', slotIn(24 * 8, 1, false), 'too_far'],
  ['was free when the page was loaded, long ago', slotIn(-5), 'past'],
];

test.each(CASES)('a slot that %s', (_, slot, state) => {
  expect(stateOf(slot, RULES, NOON)).toBe(state);
});

test('keys walk along a grid whose columns differ in length, over empty ones, and stop at its edges', () => {
  const lengths = [4, 0, 2];
  expect(spotAfter('ArrowRight', { column: 0, row: 3 }, lengths)).toEqual({ column: 2, row: 1 });
  expect(spotAfter('ArrowLeft', { column: 2, row: 1 }, lengths)).toEqual({ column: 0, row: 1 });
  expect(spotAfter('ArrowDown', { column: 2, row: 1 }, lengths)).toBeNull();
  expect(spotAfter('ArrowUp', { column: 0, row: 0 }, lengths)).toBeNull();
  expect(spotAfter('ArrowLeft', { column: 0, row: 0 }, lengths)).toBeNull();
  expect(spotAfter('End', { column: 0, row: 0 }, lengths)).toEqual({ column: 0, row: 3 });
  expect(spotAfter('Home', { column: 0, row: 3 }, lengths)).toEqual({ column: 0, row: 0 });
  expect(spotAfter('a', { column: 0, row: 0 }, lengths)).toBeNull();
});
