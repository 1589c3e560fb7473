// Where things lie on the drawn map, and which cities are drawn large enough to be read without covering each other.
import { geoAlbersUsa } from 'd3-geo';
import type { MapCity } from './map-api';
import { FIELD } from './usa-shapes.gen';

const projection = geoAlbersUsa()
  .scale(FIELD.scale)
  .translate([FIELD.width / 2, FIELD.height / 2]);

const EARTH_RADIUS_KM = 6371;
/** What one unit of the field is on the ground. */
const KM_PER_UNIT = EARTH_RADIUS_KM / FIELD.scale;

export type Point = { x: number; y: number };
/** The centre of what is seen, in units of the field, and how many times it is enlarged. */
export type View = Point & { zoom: number };

export const CLOSEST = 32;
/** Near enough to a city that its neighbours are told apart. */
const CITY_ZOOM = 6;
/** Higher than the country is, so that the controls lie above it and the labels of its south have room. */
const PANE_HEIGHT = 800;

export const NATION: View = { x: FIELD.width / 2, y: FIELD.height / 2, zoom: 1 };

/** Null for what lies outside the fifty states. */
export function pointOf({ lat, lng }: { lat: number; lng: number }): Point | null {
  const point = projection([lng, lat]);
  return point && { x: point[0], y: point[1] };
}

const hundredth = (degrees: number) => Math.round(degrees * 100) / 100;

export function placeOf({ x, y }: Point): { lat: number; lng: number } | null {
  const place = projection.invert?.([x, y]);
  return place ? { lat: hundredth(place[1]), lng: hundredth(place[0]) } : null;
}

export function frameOf({ x, y, zoom }: View) {
  const [width, height] = [FIELD.width / zoom, PANE_HEIGHT / zoom];
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** The circle that fits into the view. */
export const reachKm = ({ zoom }: View): number => Math.round((PANE_HEIGHT / 2 / zoom) * KM_PER_UNIT);

export const unitsOf = (km: number): number => km / KM_PER_UNIT;

const within = (least: number, number: number, most: number) => Math.min(most, Math.max(least, number));

/** The view with its centre kept on the field, and its zoom within what the shapes are drawn for. */
export function kept({ x, y, zoom }: View): View {
  return { x: within(0, x, FIELD.width), y: within(0, y, FIELD.height), zoom: within(1, zoom, CLOSEST) };
}

export function viewAround(point: Point, km?: number): View {
  return kept({ ...point, zoom: km ? PANE_HEIGHT / 2 / unitsOf(km * 1.15) : CITY_ZOOM });
}

export type Spot = { city: MapCity; at: Point; size: number };

const SMALLEST_PX = 28;
const LARGEST_PX = 52;
/** Room that the name and the price under a circle take. */
const LABEL_PX = { width: 78, height: 32 };

/** Circles whose areas, not widths, tell the counts apart. */
function sizeOf(cars: number, most: number): number {
  return Math.round(SMALLEST_PX + (LARGEST_PX - SMALLEST_PX) * Math.sqrt(cars / Math.max(1, most)));
}

type Box = { left: number; top: number; right: number; bottom: number };

const meet = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Those with most cars get a circle each as long as none covers another; all others are dots until somebody looks
 * closer. `first` always has its circle, being the city that was searched.
 */
export function spread(cities: MapCity[], view: View, paneWidth: number, first?: (city: MapCity) => boolean) {
  const frame = frameOf(view);
  const scale = paneWidth / frame.width;
  const most = cities[0]?.cars ?? 1;
  const spots: Spot[] = [];
  const dots: Point[] = [];
  const taken: Box[] = [];
  const ordered = first ? [...cities.filter(first), ...cities.filter((city) => !first(city))] : cities;
  for (const city of ordered) {
    const at = pointOf(city.location);
    if (!at) continue;
    const [x, y] = [(at.x - frame.left) * scale, (at.y - frame.top) * scale];
    if (x < 0 || y < 0 || x > paneWidth || y > frame.height * scale) continue;
    const size = sizeOf(city.cars, most);
    const half = Math.max(size, LABEL_PX.width) / 2;
    const box = { left: x - half, right: x + half, top: y - size / 2, bottom: y + size / 2 + LABEL_PX.height };
    if (taken.some((other) => meet(other, box))) dots.push(at);
    else {
      taken.push(box);
      spots.push({ city, at, size });
    }
  }
  return { spots, dots };
}

/** The cities that lie in the view, in the order they came. */
export function seen(cities: MapCity[], view: View): MapCity[] {
  const { left, top, width, height } = frameOf(view);
  return cities.filter(({ location }) => {
    const at = pointOf(location);
    return at && at.x >= left && at.x <= left + width && at.y >= top && at.y <= top + height;
  });
}
