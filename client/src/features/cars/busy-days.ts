// Which days of a calendar are taken, by the car's own clock, and when the car is free next.
import type { Availability, BusyWindow } from '@/lib/types';
import { addDays, toInstant } from '@/lib/zone';

const MINUTE_MS = 60_000;

type Span = { start: number; end: number };

/** Windows with the turnaround buffer on both sides, sorted, with touching ones made one. */
export function paddedSpans(busy: BusyWindow[], bufferMinutes: number): Span[] {
  const buffer = bufferMinutes * MINUTE_MS;
  const spans = busy
    .map(({ starts_at, ends_at }) => ({ start: Date.parse(starts_at) - buffer, end: Date.parse(ends_at) + buffer }))
    .sort((one, other) => one.start - other.start);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}

export type DayState = 'free' | 'partly' | 'taken';

export function dayState(day: string, zone: string, spans: Span[]): DayState {
  const start = Date.parse(toInstant(`${day}T00:00`, zone));
  const end = Date.parse(toInstant(`${addDays(day, 1)}T00:00`, zone));
  if (spans.some((span) => span.start <= start && span.end >= end)) return 'taken';
  return spans.some((span) => span.start < end && span.end > start) ? 'partly' : 'free';
}

/** The first day after `first`, up to `last`, that is wholly taken; null when the way is clear. */
export function firstTakenDay(first: string, last: string, zone: string, spans: Span[]): string | null {
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (dayState(day, zone, spans) === 'taken') return day;
  }
  return null;
}

/** Why a day cannot be pressed. The first four are the car's calendar, the rest its owner's rules. */
export type OffReason = BusyWindow['reason'] | 'turnaround' | 'notice' | 'horizon' | 'too_short' | 'too_long';

const DAY_MS = 86_400_000;

const lengthOf = ({ start, end }: Span) => Math.max(0, end - start);

/** What takes most of a day that is wholly taken; what only the buffers take is turnaround. */
export function takenBy(day: string, zone: string, busy: BusyWindow[]): OffReason {
  const start = Date.parse(toInstant(`${day}T00:00`, zone));
  const end = Date.parse(toInstant(`${addDays(day, 1)}T00:00`, zone));
  const parts = busy.map(({ starts_at, ends_at, reason }) => {
    const within = { start: Math.max(start, Date.parse(starts_at)), end: Math.min(end, Date.parse(ends_at)) };
    return { reason, length: lengthOf(within) };
  });
  const most = parts.reduce((one, other) => (other.length > one.length ? other : one), {
    reason: 'turnaround' as OffReason,
    length: 0,
  });
  return most.reason;
}

type Times = { from: string; to: string };
type Rules = Pick<Availability['policy'], 'lead_time_minutes' | 'horizon_days' | 'shortest_minutes' | 'longest_days'>;

/** The owner's rule that keeps a day from being pressed: as a pick-up, or as the return of one that waits for it. */
export function ruledOut(
  day: string,
  zone: string,
  now: number,
  rules: Rules,
  waiting: { start: string | null; times: Times },
): OffReason | null {
  const at = (wall: string) => Date.parse(toInstant(wall, zone));
  if (at(`${addDays(day, 1)}T00:00`) <= now + rules.lead_time_minutes * MINUTE_MS) return 'notice';
  if (at(`${day}T00:00`) > now + rules.horizon_days * DAY_MS) return 'horizon';
  const { start, times } = waiting;
  if (!start || day <= start) return null;
  const length = at(`${day}T${times.to}`) - at(`${start}T${times.from}`);
  if (length < rules.shortest_minutes * MINUTE_MS) return 'too_short';
  return length > rules.longest_days * DAY_MS ? 'too_long' : null;
}

/** The next start at or after `startsAt` with room for the same length, within what the answer covers; else null. */
export function nextFree(
  availability: Availability,
  startsAt: string,
  endsAt: string,
): { start: number; end: number } | null {
  const length = Date.parse(endsAt) - Date.parse(startsAt);
  const halfHour = 30 * MINUTE_MS;
  let start = Date.parse(startsAt);
  for (const span of paddedSpans(availability.busy, availability.buffer_minutes)) {
    // Picked times stand on half hours, so the offered one does too.
    if (span.start < start + length && span.end > start) start = Math.ceil(span.end / halfHour) * halfHour;
  }
  return start + length <= Date.parse(availability.to) ? { start, end: start + length } : null;
}
