import { addDays, BROWSER_ZONE, toInstant } from '@/lib/zone';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The instants between two days of the reader's calendar, the last one included. */
export function boundsOf(from: string | undefined, to: string | undefined) {
  const start = (day: string) => toInstant(`${day}T00:00`, BROWSER_ZONE);
  return {
    from: from && DAY.test(from) ? start(from) : undefined,
    to: to && DAY.test(to) ? start(addDays(to, 1)) : undefined,
  };
}
