// What the sections of all kinds share.
import { CURRENCY } from '../amount';

export const LONGEST_NAME = 80;
export const LONGEST_TITLE = 120;

export type Priced = { price: number | null };

export const amount = (value: number | null) => ({ amount: value, currency: CURRENCY });
export const orNull = (text: string) => text.trim() || null;

export function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
