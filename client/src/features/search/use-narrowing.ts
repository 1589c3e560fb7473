import { useLazyListPlacesQuery } from '@/lib/api';
import type { MapCity } from './map-api';
import type { Circle } from './map-pane';
import { placeLabel } from './place-combobox';
import { findPlace } from './place-lookup';
import { type Search, zoneOf } from './search-state';

/** Narrows a search to a city or a circle of the map. Either needs a clock for its windows, which the cities know. */
export function useNarrowing(search: Search, change: (next: Partial<Search>) => void) {
  const [ask] = useLazyListPlacesQuery();
  const zoneFor = async (city: MapCity | undefined) => {
    const found = city && (await findPlace(placeLabel(city), (q) => ask({ q }, true).unwrap()));
    return found?.name === 'found' ? found.where.zone : zoneOf(search);
  };
  const toCity = async (city: MapCity) => {
    const zone = await zoneFor(city);
    change({ where: { city: city.city, state: city.state, zone }, area: null });
  };
  const toArea = async (circle: Circle, city: MapCity | undefined) => {
    const zone = await zoneFor(city);
    change({ where: null, area: { ...circle, zone } });
  };
  return { toCity, toArea };
}
