// The whole search lives in the address: it can be shared, reloaded and stepped back through.

import type { ListCarsApiArg } from '@/lib/api.gen';
import type { Fuel, SortOrder, VehicleType } from '@/lib/types';
import { BROWSER_ZONE, isWall, isZone, toInstant, type Wall } from '@/lib/zone';
import type { MapCarsApiArg } from './map-api.gen';

export const VEHICLE_TYPES: VehicleType[] = ['car', 'suv', 'truck', 'van', 'minivan'];
export const FUELS: Fuel[] = ['electric', 'hybrid', 'gasoline', 'diesel'];
export const SORTS = ['price', '-price', '-rating', '-year'] as const satisfies readonly SortOrder[];
export const PAGE_SIZE = 24;

export type Where = { city: string; state: string; zone: string };

/** A circle on the map that was searched instead of a city; `zone` is the one its windows are read in. */
type Area = { lat: number; lng: number; km: number; zone: string };

export type Search = {
  where: Where | null;
  area: Area | null;
  from: Wall | null;
  to: Wall | null;
  words: string;
  type: VehicleType | null;
  fuel: Fuel | null;
  /** Whole units of the currency for a day, at most. */
  priceMax: number | null;
  yearMin: number | null;
  ratingMin: number | null;
  sort: (typeof SORTS)[number] | null;
  page: number;
  /** What a phone shows; wider screens have room for both. */
  view: 'list' | 'map';
};

/** What narrows a search besides place and window. */
export const FILTERS = ['words', 'type', 'fuel', 'priceMax', 'yearMin', 'ratingMin'] as const;
export type Filter = (typeof FILTERS)[number];

export const NO_FILTERS = {
  words: '',
  type: null,
  fuel: null,
  priceMax: null,
  yearMin: null,
  ratingMin: null,
} satisfies Pick<Search, Filter>;

/** The server searches no wider circle. */
export const WIDEST_KM = 500;

function oneOf<Word extends string>(words: readonly Word[], text: string | null): Word | null {
  return words.find((word) => word === text) ?? null;
}

function readWhere(params: URLSearchParams): Where | null {
  const city = params.get('city');
  const zone = params.get('tz');
  if (!city) return null;
  return { city, state: params.get('state') ?? '', zone: isZone(zone) ? zone : BROWSER_ZONE };
}

const PLACE_ON_EARTH = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/;

function readArea(params: URLSearchParams): Area | null {
  const [, lat, lng] = PLACE_ON_EARTH.exec(params.get('near') ?? '') ?? [];
  const km = readNumber(params, 'km', 1, WIDEST_KM);
  const zone = params.get('tz');
  if (!lat || !lng || !km || params.get('city') || Math.abs(Number(lat)) > 90 || Math.abs(Number(lng)) > 180)
    return null;
  return { lat: Number(lat), lng: Number(lng), km, zone: isZone(zone) ? zone : BROWSER_ZONE };
}

/** A number of the address; null for none, and for what the server would refuse. */
function readNumber(params: URLSearchParams, name: string, least: number, most: number): number | null {
  const number = Number(params.get(name) || Number.NaN);
  return number >= least && number <= most ? number : null;
}

export function readSearch(params: URLSearchParams): Search {
  const [from, to] = [params.get('from'), params.get('to')];
  const dated = isWall(from) && isWall(to) && from < to;
  return {
    where: readWhere(params),
    area: readArea(params),
    from: dated ? from : null,
    to: dated ? to : null,
    words: params.get('q') ?? '',
    type: oneOf(VEHICLE_TYPES, params.get('type')),
    fuel: oneOf(FUELS, params.get('fuel')),
    priceMax: readNumber(params, 'price', 1, 100_000),
    yearMin: readNumber(params, 'year', 1900, 2100),
    ratingMin: readNumber(params, 'rating', 0, 5),
    sort: oneOf(SORTS, params.get('sort')),
    page: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
    view: params.get('view') === 'map' ? 'map' : 'list',
  };
}

export function writeSearch(search: Search): string {
  const { where, area } = search;
  const numbers = { price: search.priceMax, year: search.yearMin, rating: search.ratingMin };
  const words: Record<string, string | null> = {
    city: where?.city ?? null,
    state: where?.state ?? null,
    near: area && !where ? `${area.lat},${area.lng}` : null,
    km: area && !where ? String(area.km) : null,
    tz: where?.zone ?? area?.zone ?? null,
    from: search.from,
    to: search.to,
    q: search.words,
    type: search.type,
    fuel: search.fuel,
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, number]) => [name, number === null ? null : String(number)]),
    ),
    sort: search.sort,
    view: search.view === 'map' ? 'map' : null,
    page: search.page > 1 ? String(search.page) : null,
  };
  const kept = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  // Colons and commas may stand in a query as they are, and dates stay readable.
  return new URLSearchParams(kept).toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
}

export const searchLink = (search: Partial<Search>): string => {
  const query = writeSearch({ ...readSearch(new URLSearchParams()), ...search });
  return query ? `/cars?${query}` : '/cars';
};

const CENTS = 100;

export const zoneOf = ({ where, area }: Search): string => where?.zone ?? area?.zone ?? BROWSER_ZONE;

/** Which cars are meant, wherever they stand. */
function toFilterArgs(search: Search) {
  const zone = zoneOf(search);
  return {
    startsAt: search.from ? toInstant(search.from, zone) : undefined,
    endsAt: search.to ? toInstant(search.to, zone) : undefined,
    q: search.words || undefined,
    vehicleType: search.type ?? undefined,
    fuel: search.fuel ?? undefined,
    priceMax: search.priceMax === null ? undefined : search.priceMax * CENTS,
    yearMin: search.yearMin ?? undefined,
    ratingMin: search.ratingMin ?? undefined,
  };
}

export function toListArgs(search: Search): ListCarsApiArg {
  const { where, area } = search;
  return {
    ...toFilterArgs(search),
    city: where?.city,
    state: where?.state || undefined,
    near: area && !where ? `${area.lat},${area.lng}` : undefined,
    radiusKm: area && !where ? area.km : undefined,
    sort: search.sort ?? undefined,
    page: search.page,
    pageSize: PAGE_SIZE,
  };
}

/** The map shows where else the same cars could be had, so it asks for all places. */
export const toMapArgs = (search: Search): MapCarsApiArg => toFilterArgs(search);
