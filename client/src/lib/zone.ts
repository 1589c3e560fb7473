// Wall clocks and instants. A wall time is what people pick ("2026-12-05T10:00"); its zone comes from the car's place.
import { TZDate } from '@date-fns/tz';

export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** A local time without zone, to the minute: "YYYY-MM-DDTHH:MM". */
export type Wall = string;

const two = (part: number) => String(part).padStart(2, '0');

export function isZone(zone: string | null): zone is string {
  if (!zone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as an address names it: "YYYY-MM-DD". */
export function isDay(text: string | null | undefined): text is string {
  return typeof text === 'string' && DAY.test(text) && !Number.isNaN(Date.parse(text));
}

export function isWall(text: string | null): text is Wall {
  return text !== null && WALL.test(text) && !Number.isNaN(Date.parse(text));
}

/** RFC 3339 with the zone's offset at that moment. A time the clock skips in spring moves forward by the gap. */
export function toInstant(wall: Wall, zone: string): string {
  const [year, month, day, hour, minute] = (WALL.exec(wall) ?? []).slice(1).map(Number) as number[];
  const date = new TZDate(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, zone);
  return date.toISOString().replace('.000', '');
}

export function toWall(instant: string | number, zone: string): Wall {
  const date = new TZDate(typeof instant === 'number' ? instant : Date.parse(instant), zone);
  return `${dayOf(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** "YYYY-MM-DD" of a date's own year, month and day, whatever its zone. */
export function dayOf(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A calendar day as a Date of the browser's zone; used as a label only, never as an instant. */
export function dayToDate(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  const label = new Date(2000, 0, 1);
  // The constructor would take a half-typed year such as 20 for 1920.
  label.setFullYear(year ?? 0, (month ?? 1) - 1, date ?? 1);
  return label;
}

export function addDays(day: string, count: number): string {
  const date = dayToDate(day);
  date.setDate(date.getDate() + count);
  return dayOf(date);
}

export function splitWall(wall: Wall): { day: string; time: string } {
  return { day: wall.slice(0, 10), time: wall.slice(11) };
}

const daysBetween = (one: Wall, other: Wall) =>
  Math.round((Date.parse(splitWall(other).day) - Date.parse(splitWall(one).day)) / 86_400_000);

/**
 * Where the return goes when the pick-up moves: along by as many days, so that the length stays, whatever half-typed
 * dates lie between the old pick-up and the new one.
 */
export function carriedReturn(from: Wall, oldFrom: Wall, to: Wall): Wall {
  const { day, time } = splitWall(to);
  const carried = `${addDays(day, daysBetween(oldFrom, from))}T${time}`;
  return carried > from ? carried : `${addDays(splitWall(from).day, 1)}T${time}`;
}

/** The coming Friday to Sunday at ten: a window most people can picture. On a Friday it is the next one. */
export function comingWeekend(today: string): { from: Wall; to: Wall } {
  const FRIDAY = 5;
  const ahead = (FRIDAY - dayToDate(today).getDay() + 7) % 7 || 7;
  return { from: `${addDays(today, ahead)}T10:00`, to: `${addDays(today, ahead + 2)}T10:00` };
}
