// The whole search lives in the address: it can be shared, reloaded and stepped back through.

import type { ListCarsApiArg } from '@/lib/api.gen';
import type { Fuel, SortOrder, VehicleType } from '@/lib/types';
import { BROWSER_ZONE, isWall, isZone, toInstant, type Wall } from '@/lib/zone';

export const VEHICLE_TYPES: VehicleType[] = ['car', 'suv', 'truck', 'van', 'minivan'];
export const FUELS: Fuel[] = ['electric', 'hybrid', 'gasoline', 'diesel'];
export const SORTS = ['price', '-price', '-rating', '-year'] as const satisfies readonly SortOrder[];
export const PAGE_SIZE = 24;

export type Where = { city: string; state: string; zone: string };

export type Search = {
  where: Where | null;
  from: Wall | null;
  to: Wall | null;
  words: string;
  type: VehicleType | null;
  fuel: Fuel | null;
  sort: (typeof SORTS)[number] | null;
  page: number;
};

function oneOf<Word extends string>(words: readonly Word[], text: string | null): Word | null {
  return words.find((word) => word === text) ?? null;
}

function readWhere(params: URLSearchParams): Where | null {
  const city = params.get('city');
  const zone = params.get('tz');
  if (!city) return null;
  return { city, state: params.get('state') ?? '', zone: isZone(zone) ? zone : BROWSER_ZONE };
}

export function readSearch(params: URLSearchParams): Search {
  const [from, to] = [params.get('from'), params.get('to')];
  const dated = isWall(from) && isWall(to) && from < to;
  return {
    where: readWhere(params),
    from: dated ? from : null,
    to: dated ? to : null,
    words: params.get('q') ?? '',
    type: oneOf(VEHICLE_TYPES, params.get('type')),
    fuel: oneOf(FUELS, params.get('fuel')),
    sort: oneOf(SORTS, params.get('sort')),
    page: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
  };
}

export function writeSearch(search: Search): string {
  const { where } = search;
  const words: Record<string, string | null> = {
    city: where?.city ?? null,
    state: where?.state ?? null,
    tz: where?.zone ?? null,
    from: search.from,
    to: search.to,
    q: search.words,
    type: search.type,
    fuel: search.fuel,
    sort: search.sort,
    page: search.page > 1 ? String(search.page) : null,
  };
  const kept = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  // Colons may stand in a query as they are, and dates stay readable.
  return new URLSearchParams(kept).toString().replaceAll('%3A', ':');
}

export const searchLink = (search: Partial<Search>): string => {
  const query = writeSearch({ ...readSearch(new URLSearchParams()), ...search });
  return query ? `/cars?${query}` : '/cars';
};

export function toListArgs(search: Search): ListCarsApiArg {
  const zone = search.where?.zone ?? BROWSER_ZONE;
  return {
    city: search.where?.city,
    state: search.where?.state || undefined,
    startsAt: search.from ? toInstant(search.from, zone) : undefined,
    endsAt: search.to ? toInstant(search.to, zone) : undefined,
    q: search.words || undefined,
    vehicleType: search.type ?? undefined,
    fuel: search.fuel ?? undefined,
    sort: search.sort ?? undefined,
    page: search.page,
    pageSize: PAGE_SIZE,
  };
}
