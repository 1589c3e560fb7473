/** How many digits of a currency stand behind the point: two of USD, none of JPY. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What a number field holds, in minor units; null while it is no amount above nothing. */
export function toMinor(typed: string, currency: string): number | null {
  const amount = Math.round(Number(typed) * 10 ** digitsOf(currency));
  return typed.trim() !== '' && Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}
