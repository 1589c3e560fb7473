// What comes and goes today and tomorrow, each by the clock of its own place.
import { serverNow } from '@/lib/clock';
import { addDays, splitWall, toWall } from '@/lib/zone';
import type { AgendaAsked } from './api';
import { zoneOf } from './guest';
import type { OwnerBooking } from './types';

const DAY_MS = 86_400_000;
// No booking is longer, so none that began earlier comes back now.
const LONGEST_DAYS = 366;

export type Day = 'today' | 'tomorrow';
export type Happening = { booking: OwnerBooking; at: string };
export type Agenda = Record<Day, Happening[]>;

const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');

/** Wide enough for today and tomorrow by any clock on Earth; the same for a whole day, so that polling asks alike. */
export function aroundToday() {
  const midnight = Math.floor(serverNow() / DAY_MS) * DAY_MS;
  const [from, to] = [instant(midnight - DAY_MS), instant(midnight + 3 * DAY_MS)];
  const long = instant(midnight - LONGEST_DAYS * DAY_MS);
  const both = { status: 'confirmed', sort: 'next' };
  const starting: AgendaAsked = { ...both, from, to };
  const returning: AgendaAsked = { ...both, kind: 'cars', from: long, to, ends_from: from, ends_to: to };
  return { starting, returning };
}

/** Today by the clock of `zone`, as the server knows it. */
export const todayIn = (zone: string): string => splitWall(toWall(serverNow(), zone)).day;

export function agendaOf(bookings: readonly OwnerBooking[], which: 'starts_at' | 'ends_at'): Agenda {
  const agenda: Agenda = { today: [], tomorrow: [] };
  for (const booking of bookings) {
    const [at, zone] = [booking[which], zoneOf(booking)];
    if (!at) continue;
    const [day, today] = [splitWall(toWall(at, zone)).day, todayIn(zone)];
    if (day === today) agenda.today.push({ booking, at });
    if (day === addDays(today, 1)) agenda.tomorrow.push({ booking, at });
  }
  for (const list of Object.values(agenda)) list.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return agenda;
}
