// What forms ask of a value before the server does. A message is the last word of `fault.…` in the locales.
import { custom, maxLength, minLength, refine, string, trim } from 'zod/mini';

export const FAULTS = [
  'missing',
  'long',
  'amount',
  'number',
  'year',
  'state',
  'zone',
  'latitude',
  'longitude',
  'minutes',
  'capacity',
  'whole',
  'outside',
  'ends',
  'hours',
  'tierFirst',
  'tierLess',
  'tierNotice',
] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * Of the type that its field keeps anyhow. The library's own shapes of numbers, choices and flags would weigh on each
 * page with a form, the sign-in too.
 */
export const value = <T>() => custom<T>(() => true);

export const name = (most: number) => {
  const [missing, long]: Fault[] = ['missing', 'long'];
  return string().check(trim(), minLength(1, missing), maxLength(most, long));
};

export const optionalName = (most: number) => {
  const long: Fault = 'long';
  return string().check(trim(), maxLength(most, long));
};

/** A number that has to be there, within bounds; `fault` says what it should look like. */
export const within = (least: number, most: number, fault: Fault) => {
  const missing: Fault = 'missing';
  return value<number | null>().check(
    refine((given) => given !== null, missing),
    refine((given) => given === null || (given >= least && given <= most), fault),
  );
};

/** One that may be left out. */
export const withinOrNone = (least: number, most: number, fault: Fault) =>
  value<number | null>().check(refine((given) => given === null || (given >= least && given <= most), fault));

// The server's own bound: above it a decimal point was forgotten.
const HIGHEST_PRICE = 10_000_000;
export const price = (least: 0 | 1) => within(least, HIGHEST_PRICE, 'amount');
