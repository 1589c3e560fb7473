// Which bookings an owner asks for, as the address says it and as the API takes it.
import { addDays, BROWSER_ZONE, toInstant } from '@/lib/zone';
import type { BookingsAsked } from './types';

export const STATUSES = ['pending', 'confirmed', 'completed', 'cancelled', 'expired'] as const;
export const KINDS = ['cars', 'events', 'time_slots'] as const;
export const SORTS = ['newest', 'next'] as const;

const PAGE_SIZE = 20;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f]{24}$/;

const oneOf = <Word extends string>(words: readonly Word[], word: string | null) => words.find((one) => one === word);

/** The days are those of whoever looks: an owner may have listings by many clocks. */
const startOf = (day: string) => toInstant(`${day}T00:00`, BROWSER_ZONE);

export function bookingsAsked(params: URLSearchParams): BookingsAsked {
  const [from, to, listing] = ['from', 'to', 'listing'].map((name) => params.get(name) ?? '');
  return {
    status: oneOf(STATUSES, params.get('status')),
    kind: oneOf(KINDS, params.get('kind')),
    sort: oneOf(SORTS, params.get('sort')) ?? 'newest',
    q: params.get('q') || undefined,
    listing: listing && ID.test(listing) ? listing : undefined,
    from: from && DAY.test(from) ? startOf(from) : undefined,
    to: to && DAY.test(to) ? startOf(addDays(to, 1)) : undefined,
    page: Math.max(1, Number(params.get('page')) || 1),
    pageSize: PAGE_SIZE,
  };
}

/** The address of the same view with some words changed; an empty one is left out. */
export function addressWith(params: URLSearchParams, change: Record<string, string>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.toString();
  return query ? `?${query}` : '.';
}
