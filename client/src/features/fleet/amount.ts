// Amounts as people type them. A text that could mean two sums is none: "1.234" is twelve hundred in one language, one
// and a bit in another, and nobody is to be charged by a guess.
import { i18next } from '@/lib/i18n';

export const CURRENCY = 'USD';
const MINOR_UNITS = 100;

const PLAIN = /^(\d+)(?:[.,](\d{1,2}))?$/;

/** Minor units; null for nothing, NaN for what is no amount or could be two. */
export function readAmount(text: string): number | null {
  const typed = text.trim();
  if (!typed) return null;
  const found = PLAIN.exec(typed);
  if (!found) return Number.NaN;
  const [, whole, part = ''] = found;
  return Number(whole) * MINOR_UNITS + Number(part.padEnd(2, '0'));
}

/** "135.00", or "135,00" where people write it so; without groups, which `readAmount` would not take back. */
export function writeAmount(amount: number | null): string {
  if (amount === null || Number.isNaN(amount)) return '';
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false };
  return new Intl.NumberFormat(i18next.language, digits).format(amount / MINOR_UNITS);
}

const DECIMAL = /^(-?\d+)(?:[.,](\d+))?$/;

/** A number with one decimal sign of either kind, such as a latitude; null for nothing, NaN for anything else. */
export function readDecimal(text: string): number | null {
  const typed = text.trim();
  if (!typed) return null;
  const [, whole, part = '0'] = DECIMAL.exec(typed) ?? [];
  return whole === undefined ? Number.NaN : Number(`${whole}.${part}`);
}
