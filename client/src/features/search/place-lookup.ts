// From what somebody typed to a city we know; a word that is none is never searched for.
import type { Place } from '@/lib/types';
import type { Where } from './search-state';

export type Found =
  | { name: 'found'; where: Where }
  | { name: 'unknown'; typed: string; near: Place[] }
  /** The cities could not be asked for. */
  | { name: 'away' };

/** Cities whose names begin with the word; rejects when the server cannot be asked. */
export type ListPlaces = (prefix: string) => Promise<Place[]>;

// A slip is mostly in the last letters; one more look at the beginning finds the rest.
const SHORTER_BY = [1, 2, 3];
const SHORTEST_PREFIX = 3;
const NEAR_SHOWN = 3;

export const toWhere = ({ city, state, time_zone }: Place): Where => ({ city, state, zone: time_zone });

const folded = (word: string | undefined) => (word ?? '').trim().replace(/\s+/g, ' ').toLowerCase();

/** "Seattle, WA" names one place; "Seattle" the best match, the beginning of a name the largest that goes on so. */
function bestOf(places: Place[], city: string, state: string): Place | undefined {
  const ofState = state ? places.filter((place) => folded(place.state) === state) : places;
  return ofState.find((place) => folded(place.city) === city) ?? ofState[0];
}

async function nearTo(city: string, list: ListPlaces): Promise<Place[]> {
  const lengths = [...SHORTER_BY.map((less) => city.length - less), SHORTEST_PREFIX];
  for (const length of new Set(lengths.filter((one) => one >= SHORTEST_PREFIX && one < city.length))) {
    const near = await list(city.slice(0, length));
    if (near.length > 0) return near.slice(0, NEAR_SHOWN);
  }
  return [];
}

export async function findPlace(typed: string, list: ListPlaces): Promise<Found> {
  const [city = '', state = ''] = typed.split(',').map(folded);
  try {
    const places = city ? await list(city) : [];
    const best = bestOf(places, city, state);
    if (best) return { name: 'found', where: toWhere(best) };
    const near = places.length > 0 ? places.slice(0, NEAR_SHOWN) : await nearTo(city, list);
    return { name: 'unknown', typed, near };
  } catch {
    return { name: 'away' };
  }
}
