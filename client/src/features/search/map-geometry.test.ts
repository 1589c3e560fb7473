import { expect, test } from 'vitest';
import { SEATTLE_CITY, TACOMA_CITY } from '@/testing/areas/map';
import { frameOf, kept, NATION, placeOf, pointOf, reachKm, seen, spread, unitsOf, viewAround } from './map-geometry';

const PHONE_PX = 358;
const SEATTLE = { lat: 47.61, lng: -122.33 };
const seattle = pointOf(SEATTLE) ?? NATION;

test('a point of the map is the place it was drawn for', () => {
  expect(placeOf(seattle)).toEqual(SEATTLE);
});

test('what lies outside the fifty states is nowhere on the map', () => {
  expect(pointOf({ lat: 48.85, lng: 2.35 })).toBeNull();
});

test('lengths on the map are lengths on the ground', () => {
  const portland = pointOf({ lat: 45.52, lng: -122.68 }) ?? NATION;
  const units = Math.hypot(portland.x - seattle.x, portland.y - seattle.y);
  // By air it is 233 km; no flat map is right everywhere.
  expect(Math.abs(units - unitsOf(233))).toBeLessThan(unitsOf(12));
});

test('of two cities that would cover each other the one with fewer cars is a dot', () => {
  const { spots, dots } = spread([SEATTLE_CITY, TACOMA_CITY], NATION, PHONE_PX);
  expect(spots.map(({ city }) => city.city)).toEqual(['Seattle']);
  expect(dots).toHaveLength(1);
});

test('looked at closely, each has its circle', () => {
  const { spots, dots } = spread([SEATTLE_CITY, TACOMA_CITY], { ...seattle, zoom: 32 }, PHONE_PX);
  expect(spots.map(({ city }) => city.city)).toEqual(['Seattle', 'Tacoma']);
  expect(dots).toEqual([]);
});

test('the searched city has its circle whatever stands beside it', () => {
  const { spots } = spread([SEATTLE_CITY, TACOMA_CITY], NATION, PHONE_PX, ({ city }) => city === 'Tacoma');
  expect(spots.map(({ city }) => city.city)).toEqual(['Tacoma']);
});

test('no two circles and their labels cover each other', () => {
  const cities = Array.from({ length: 400 }, (_, number) => ({
    ...SEATTLE_CITY,
    city: `City ${number}`,
    cars: 400 - number,
    location: { lat: 30 + (number % 20) * 0.9, lng: -120 + Math.floor(number / 20) * 2.4 },
  }));
  const { spots, dots } = spread(cities, NATION, PHONE_PX);
  const { left, top, width } = frameOf(NATION);
  const boxes = spots.map(({ at, size }) => ({
    x: ((at.x - left) * PHONE_PX) / width,
    y: ((at.y - top) * PHONE_PX) / width,
    size,
  }));
  const close = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < (one.size + other.size) / 2),
  );
  expect(close).toEqual([]);
  expect(spots.length + dots.length).toBe(400);
});

test('only cities in the view count as seen', () => {
  const denver = { ...SEATTLE_CITY, city: 'Denver', location: { lat: 39.74, lng: -104.99 } };
  expect(seen([SEATTLE_CITY, denver], viewAround(seattle)).map(({ city }) => city)).toEqual(['Seattle']);
});

test('a view around a circle holds the circle, and never leaves the map', () => {
  expect(reachKm(viewAround(seattle, 200))).toBeGreaterThanOrEqual(200);
  expect(kept({ x: -50, y: 9000, zoom: 99 })).toEqual({ x: 0, y: 610, zoom: 32 });
});
