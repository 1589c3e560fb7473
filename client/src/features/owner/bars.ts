// Where the entries of a listing stand along the days of a view, one above the other where they meet.
import { splitWall, toWall } from '@/lib/zone';
import type { CalendarEntry, CalendarRow } from './types';

const MINUTES_A_DAY = 1440;
// What is shorter is drawn as the whole day it is on: hours of a slot would be a hair.
const SHORTEST = 0.75;
/** More than this stand in no row; the day says how many there are. */
export const LANES = 3;

export type Bar = {
  entry: CalendarEntry;
  /** The day it is drawn from, and how far into it it begins. */
  day: number;
  inset: number;
  /** In days. */
  length: number;
  lane: number;
  /** Whether it goes on before or after the days in view. */
  before: boolean;
  after: boolean;
};

/** How much of its day has gone by at a moment, by the clock of the place. */
export function partOfDay(instant: string | number, zone: string): number {
  const [hours, minutes] = splitWall(toWall(instant, zone)).time.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) / MINUTES_A_DAY;
}

function spanOf({ starts_at, ends_at, first_day, last_day }: CalendarEntry, days: readonly string[], zone: string) {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const [before, after] = [first_day < first, last_day > last];
  const start = before ? 0 : days.indexOf(first_day) + partOfDay(starts_at, zone);
  // What ends at midnight does not touch the next day: its last one is full.
  const end = after ? days.length : days.indexOf(last_day) + (partOfDay(ends_at, zone) || 1);
  if (end - start >= SHORTEST) return { start, end, before, after };
  const day = Math.min(Math.floor(start), days.length - 1);
  return { start: day, end: day + 1, before, after };
}

/** The bars of a row, each in the first lane that is free there. */
export function barsOf({ entries, time_zone }: CalendarRow, days: readonly string[]): Bar[] {
  const ends: number[] = [];
  return [...entries]
    .sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at))
    .map((entry) => {
      const { start, end, before, after } = spanOf(entry, days, time_zone);
      const free = ends.findIndex((taken) => taken <= start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = end;
      const day = Math.floor(start);
      return { entry, day, inset: start - day, length: end - start, lane, before, after };
    });
}

export const entriesOn = ({ entries }: CalendarRow, day: string): CalendarEntry[] =>
  entries.filter(({ first_day, last_day }) => first_day <= day && day <= last_day);
