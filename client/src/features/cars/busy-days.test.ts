import { expect, test } from 'vitest';
import type { Availability } from '@/lib/types';
import { dayState, firstTakenDay, nextFree, paddedSpans } from './busy-days';

const ZONE = 'America/Los_Angeles';
// From the evening of the 5th to the morning of the 8th, by Seattle's clock.
const BUSY = [{ starts_at: '2030-12-06T02:00:00Z', ends_at: '2030-12-08T16:00:00Z', reason: 'booked' as const }];
const SPANS = paddedSpans(BUSY, 60);

test('a day is taken only when nothing of it is left', () => {
  const days = ['2030-12-04', '2030-12-05', '2030-12-06', '2030-12-07', '2030-12-08'];
  expect(days.map((day) => dayState(day, ZONE, SPANS))).toEqual(['free', 'partly', 'taken', 'taken', 'partly']);
});

test('windows that meet within their buffers are one', () => {
  const next = { starts_at: '2030-12-08T17:30:00Z', ends_at: '2030-12-09T00:00:00Z', reason: 'held' as const };
  expect(paddedSpans([next, ...BUSY], 60)).toHaveLength(1);
});

test('the first taken day of a range is named', () => {
  expect(firstTakenDay('2030-12-04', '2030-12-10', ZONE, SPANS)).toBe('2030-12-06');
  expect(firstTakenDay('2030-12-08', '2030-12-10', ZONE, SPANS)).toBeNull();
});

test('the next free window starts after the buffer, on a half hour', () => {
  const answer = { busy: BUSY, buffer_minutes: 50, to: '2030-12-31T00:00:00Z' } as Availability;
  const free = nextFree(answer, '2030-12-07T18:00:00Z', '2030-12-08T18:00:00Z');
  expect(new Date(free?.start ?? 0).toISOString()).toBe('2030-12-08T17:00:00.000Z');
});
