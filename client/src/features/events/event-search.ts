// The search for events lives in the address, under the names that a visitor could read there.
import { addDays, BROWSER_ZONE, isDay, toInstant } from '@/lib/zone';
import type { ListEventsApiArg } from './events-api.gen';

export const SORTS = ['-starts_at', 'price', '-price'] as const;
const PAGE_SIZE = 24;

const wholeOf = (text: string | null, most: number): number | undefined => {
  const number = Number(text ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 && number <= most ? number : undefined;
};

const MOST_PLACES = 100;
const MOST_CENTS = 100_000_000;

/** Days are those of the visitor's own calendar: events are in many zones. */
export function toListArgs(params: URLSearchParams): ListEventsApiArg {
  const [from, to] = ['from', 'to'].map((name) => params.get(name));
  const begins = isDay(from) ? from : null;
  const ends = isDay(to) && (!begins || to >= begins) ? to : null;
  return {
    q: params.get('q') || undefined,
    city: params.get('city') || undefined,
    startsFrom: begins ? toInstant(`${begins}T00:00`, BROWSER_ZONE) : undefined,
    startsTo: ends ? toInstant(`${addDays(ends, 1)}T00:00`, BROWSER_ZONE) : undefined,
    priceMax: params.get('price') ? wholeOf(params.get('price'), MOST_CENTS) : undefined,
    quantity: wholeOf(params.get('places'), MOST_PLACES) || undefined,
    sort: SORTS.find((sort) => sort === params.get('sort')),
    page: Math.max(1, wholeOf(params.get('page'), MOST_CENTS) ?? 1),
    pageSize: PAGE_SIZE,
  };
}
