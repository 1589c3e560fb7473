// Which part of the calendar is open, as the address says it.
import { addDays, dayOf, dayToDate } from '@/lib/zone';
import { daysIn, type Range, today } from './ranges';

export const ZOOMS = ['2', '4', '8'] as const;
export type Zoom = (typeof ZOOMS)[number];
export const CALENDAR_KINDS = ['cars', 'time_slots'] as const;

const ROWS = 20;
const WEEK = 7;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export type View = {
  range: Range;
  days: string[];
  zoom: Zoom;
  kind?: (typeof CALENDAR_KINDS)[number];
  q?: string;
  page: number;
  pageSize: number;
};

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const weekday = (dayToDate(day).getDay() + WEEK - 1) % WEEK;
  return addDays(day, -weekday);
}

export function viewIn(params: URLSearchParams): View {
  const asked = params.get('from');
  const from = asked && DAY.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : mondayOf(today());
  const zoom = ZOOMS.find((one) => one === params.get('weeks')) ?? '4';
  const range = { from, to: addDays(from, Number(zoom) * WEEK - 1) };
  return {
    range,
    days: daysIn(range),
    zoom,
    kind: CALENDAR_KINDS.find((one) => one === params.get('kind')),
    q: params.get('q') || undefined,
    page: Math.max(1, Number(params.get('page')) || 1),
    pageSize: ROWS,
  };
}

/** The first day of the view of another month, `by` months on: the Monday of the week in which that month begins. */
export function monthFrom(from: string, by: number): string {
  // The month a view is of is the one its first week ends in.
  const first = dayToDate(addDays(from, WEEK - 1));
  first.setDate(1);
  first.setMonth(first.getMonth() + by);
  return mondayOf(dayOf(first));
}
