// A car's sections as forms: their values, and what these state in the words of the API.
import { object, regex, string, trim } from 'zod/mini';
import { type Fault, name, price, value, within } from '../faults';
import type { OwnCar } from '../types';
import type { SectionSpec } from './section-spec';
import { amount, LONGEST_NAME, type Priced } from './spec-parts';

const OLDEST_YEAR = 1900;
// A slip of a digit; the exact bound, which moves with the calendar, is the server's.
const NEWEST_YEAR = 2100;

export const VEHICLE_TYPES = ['car', 'suv', 'truck', 'van', 'minivan'] as const;
export const FUELS = ['gasoline', 'hybrid', 'electric', 'diesel'] as const;

export type CarBasics = {
  make: string;
  model: string;
  year: number | null;
  vehicle_type: (typeof VEHICLE_TYPES)[number];
  fuel: '' | (typeof FUELS)[number];
  city: string;
  state: string;
  lat: number | null;
  lng: number | null;
};

const STATE: Fault = 'state';
export const carFields = {
  make: name(60),
  model: name(LONGEST_NAME),
  year: within(OLDEST_YEAR, NEWEST_YEAR, 'year'),
  vehicle_type: value<CarBasics['vehicle_type']>(),
  fuel: value<CarBasics['fuel']>(),
  city: name(LONGEST_NAME),
  state: string().check(trim(), regex(/^[A-Za-z]{2}$/, STATE)),
  lat: within(-90, 90, 'latitude'),
  lng: within(-180, 180, 'longitude'),
};

export const BLANK_CAR: CarBasics = {
  make: '',
  model: '',
  year: null,
  vehicle_type: 'car',
  fuel: '',
  city: '',
  state: '',
  lat: null,
  lng: null,
};

export const CAR_BASICS: SectionSpec<CarBasics> = {
  schema: object(carFields),
  from: (listing) => {
    const { make, model, year, vehicle_type, fuel, city, state, location } = listing as OwnCar;
    return { make, model, year, vehicle_type, fuel: fuel ?? '', city, state, ...location };
  },
  state: ({ lat, lng, fuel, state, ...facts }) => ({
    ...facts,
    fuel: fuel || null,
    state: state.toUpperCase(),
    location: { lat, lng },
  }),
};

export const carPrice = { price: price(1) };

export const CAR_PRICE: SectionSpec<Priced> = {
  schema: object(carPrice),
  from: (listing) => ({ price: (listing as OwnCar).daily_rate.amount }),
  state: (values) => ({ daily_rate: amount(values.price) }),
};
