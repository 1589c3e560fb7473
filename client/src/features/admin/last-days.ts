import { addDays, BROWSER_ZONE, dayOf } from '@/lib/zone';

/** The days up to today by the reader's calendar, as reports are asked for. */
export function lastDays(count: number): { from: string; to: string; tz: string } {
  const to = dayOf(new Date());
  return { from: addDays(to, 1 - count), to, tz: BROWSER_ZONE };
}
