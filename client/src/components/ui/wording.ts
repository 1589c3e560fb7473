// Lengths and numbers of places in the reader's language, for pages; what every page needs is in lib/format.
import { formatNumber } from '@/lib/format';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** "2 hours" rather than "120 minutes". */
export function formatLength(minutes: number): string {
  const [amount, unit] =
    minutes > 0 && minutes % MINUTES_PER_DAY === 0
      ? [minutes / MINUTES_PER_DAY, 'day']
      : minutes > 0 && minutes % MINUTES_PER_HOUR === 0
        ? [minutes / MINUTES_PER_HOUR, 'hour']
        : [minutes, 'minute'];
  return formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' });
}

/** "2 × Floor, 1 × Balcony". */
export function formatPlaces(lines: readonly { name: string | null; quantity: number }[]): string {
  return lines.map(({ name, quantity }) => `${formatNumber(quantity)} × ${name ?? '–'}`).join(', ');
}
