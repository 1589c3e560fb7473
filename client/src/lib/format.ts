// Money, times and lengths in the reader's language. Formatters are costly to make, so each is made once.
import { i18next } from './i18n';
import type { Money } from './types';

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  Format: new (language: string, options: object) => F,
  options: object,
): F {
  const name = i18next.language + JSON.stringify(options);
  const kept = made.get(name) ?? new Format(i18next.language, options);
  made.set(name, kept);
  return kept as F;
}

/** Minor units become what the currency counts in; whole amounts drop their zeros where `short` is set. */
export function formatMoney({ amount, currency }: Money, short = false): string {
  const digits = once(Intl.NumberFormat, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const whole = short && amount % 10 ** digits === 0;
  const options = { style: 'currency', currency, ...(whole ? { maximumFractionDigits: 0 } : {}) };
  return once(Intl.NumberFormat, options).format(amount / 10 ** digits);
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return once(Intl.NumberFormat, options).format(value);
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

/** "Fri, Dec 5, 10:00 AM" by the clock of `timeZone`. */
export function formatMoment(instant: string, timeZone: string): string {
  return once(Intl.DateTimeFormat, { ...DAY, ...TIME, timeZone }).format(Date.parse(instant));
}

/** "Friday, December 5, 2026 at 10:00 AM PST": with the year and the zone, for what is kept for long. */
export function formatLongMoment(instant: string, timeZone: string): string {
  const options = { dateStyle: 'full', timeStyle: 'short', timeZone } as const;
  return `${once(Intl.DateTimeFormat, options).format(Date.parse(instant))} ${zoneName(instant, timeZone)}`;
}

export function formatDay(instant: string, timeZone: string): string {
  return once(Intl.DateTimeFormat, { ...DAY, timeZone }).format(Date.parse(instant));
}

export function formatLongDay(day: Date): string {
  return once(Intl.DateTimeFormat, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(day);
}

/** A calendar day or month, "2026-12-05" or "2026-12", in the parts that are asked for. */
export function formatCalendar(day: string, parts: Intl.DateTimeFormatOptions): string {
  return once(Intl.DateTimeFormat, { ...parts, timeZone: 'UTC' }).format(Date.parse(day));
}

/** "December 2026" of a day that is a label. */
export function formatMonth(day: Date): string {
  return once(Intl.DateTimeFormat, { month: 'long', year: 'numeric' }).format(day);
}

export function formatWeekday(day: Date, length: unknown = 'short'): string {
  return once(Intl.DateTimeFormat, { weekday: length === 'long' ? 'long' : 'short' }).format(day);
}

export function formatTime(instant: string, timeZone: string): string {
  return once(Intl.DateTimeFormat, { ...TIME, timeZone }).format(Date.parse(instant));
}

/** "Thursday 10:00 AM": which day it is there, where another clock is shown beside. */
export function formatLongTime(instant: string, timeZone: string): string {
  return once(Intl.DateTimeFormat, { weekday: 'long', ...TIME, timeZone }).format(Date.parse(instant));
}

/** "10:00 AM" for "10:00": a clock face without day or zone. */
export function formatClock(time: string): string {
  return once(Intl.DateTimeFormat, { ...TIME, timeZone: 'UTC' }).format(Date.parse(`2000-01-01T${time}Z`));
}

/** The zone's short name at that moment, such as "PST". */
export function zoneName(instant: string, timeZone: string): string {
  const parts = once(Intl.DateTimeFormat, { timeZoneName: 'short', timeZone }).formatToParts(Date.parse(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** "9:07" for 547 seconds. */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The day's number and the month's short name, for a leaf of a calendar. */
export function formatParts(instant: string, timeZone: string): { day: string; month: string } {
  const parts = once(Intl.DateTimeFormat, { day: 'numeric', month: 'short', timeZone }).formatToParts(
    Date.parse(instant),
  );
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: partOf('day'), month: partOf('month') };
}

/** "Nov 27, 10:00 AM – Nov 29, 10:00 AM": wall times as they were picked, of whatever zone. */
export function formatWindow(from: string, to: string): string {
  const format = once(Intl.DateTimeFormat, { day: 'numeric', month: 'short', ...TIME, timeZone: 'UTC' });
  return format.formatRange(Date.parse(`${from}Z`), Date.parse(`${to}Z`));
}

/** "Nov 23 – Dec 20, 2026": calendar days, both ends included. */
export function formatCalendarRange(from: string, to: string): string {
  const format = once(Intl.DateTimeFormat, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(Date.parse(from), Date.parse(to));
}
