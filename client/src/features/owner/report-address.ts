// Where a report of an owner stands in the API, as a page asks for it and as a file.
import type { Range } from './ranges';

export const GROUPS = ['day', 'week', 'month', 'listing'] as const;
export type Group = (typeof GROUPS)[number];

/** What the address asks for; days where it asks for nothing. */
export const groupIn = (params: URLSearchParams): Group =>
  GROUPS.find((group) => group === params.get('group')) ?? 'day';

type Report = 'earnings' | 'earnings/entries' | 'occupancy' | 'upcoming' | 'lost-demand';

/** All rows of a report as CSV. */
export function fileOf(report: Report, range: Range, more: Record<string, string> = {}): string {
  return `/api/v1/owner/${report}?${new URLSearchParams({ ...range, ...more, format: 'csv' })}`;
}

/** What a link of the API asks for, without the address: `{from, to, tz, currency, …}`. */
export function askedBy(link: string | undefined): Record<string, string> {
  return Object.fromEntries(new URL(link ?? '', window.location.origin).searchParams);
}
