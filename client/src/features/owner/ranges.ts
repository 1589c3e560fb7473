// Ranges of days for reports, both ends included.
import { addDays, BROWSER_ZONE, dayOf, dayToDate } from '@/lib/zone';
import { todayIn } from './agenda';

export type Range = { from: string; to: string };

/** At most so many days in one report: the API's own bound. */
const MOST_DAYS = 366;

export const PRESETS = ['week', 'lately', 'month', 'last_month', 'quarter', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

export const today = () => todayIn(BROWSER_ZONE);

export function lastDays(count: number): Range {
  const to = today();
  return { from: addDays(to, 1 - count), to };
}

export function nextDays(count: number): Range {
  const from = today();
  return { from, to: addDays(from, count - 1) };
}

function monthAt(back: number): Range {
  const first = dayToDate(`${today().slice(0, 7)}-01`);
  first.setMonth(first.getMonth() - back);
  const next = new Date(first);
  next.setMonth(next.getMonth() + 1);
  return { from: dayOf(first), to: addDays(dayOf(next), -1) };
}

export function presetRange(preset: Preset): Range {
  const ranges: Record<Preset, () => Range> = {
    week: () => lastDays(7),
    lately: () => lastDays(30),
    month: () => ({ ...monthAt(0), to: today() }),
    last_month: () => monthAt(1),
    quarter: () => lastDays(90),
    year: () => lastDays(365),
  };
  return ranges[preset]();
}

export const presetOf = ({ from, to }: Range): Preset | undefined =>
  PRESETS.find((preset) => {
    const range = presetRange(preset);
    return range.from === from && range.to === to;
  });

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The range that an address asks for: the last thirty days where it asks for none, or for one that cannot be. */
export function rangeIn(params: URLSearchParams): Range {
  const [from, to] = [params.get('from'), params.get('to')];
  if (!isDay(from) || !isDay(to) || from > to || to > addDays(from, MOST_DAYS - 1)) return presetRange('lately');
  return { from, to };
}

/** A range with another end; the opposite one follows where they would cross, or lie too far apart. */
export function rangeWith({ from, to }: Range, end: 'from' | 'to', day: string): Range {
  const far = MOST_DAYS - 1;
  if (end === 'from') return { from: day, to: [[to, day].sort()[1], addDays(day, far)].sort()[0] ?? day };
  return { from: [[from, day].sort()[0], addDays(day, -far)].sort()[1] ?? day, to: day };
}

/** Every day of a range, in order. */
export function daysIn({ from, to }: Range): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
