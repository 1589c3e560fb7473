// The search for what is booked by the hour lives in the address.
import type { ListTimeSlotsApiArg } from './slots-api.gen';

export const SORTS = ['-title', 'price', '-price'] as const;
const PAGE_SIZE = 24;

const wholeOf = (text: string | null): number | undefined =>
  text && /^\d{1,8}$/.test(text) ? Number(text) : undefined;

export function toListArgs(params: URLSearchParams): ListTimeSlotsApiArg {
  return {
    q: params.get('q') || undefined,
    group: params.get('group') || undefined,
    city: params.get('city') || undefined,
    priceMax: wholeOf(params.get('price')),
    sort: SORTS.find((sort) => sort === params.get('sort')),
    page: Math.max(1, wholeOf(params.get('page')) ?? 1),
    pageSize: PAGE_SIZE,
  };
}
