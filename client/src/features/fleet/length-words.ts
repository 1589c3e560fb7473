import { formatNumber } from '@/lib/format';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** "2 hours" rather than "120 minutes", in the reader's language. */
export function lengthWords(minutes: number): string {
  const [amount, unit] =
    minutes === 0 || minutes % MINUTES_PER_HOUR !== 0
      ? [minutes, 'minute']
      : minutes % MINUTES_PER_DAY === 0
        ? [minutes / MINUTES_PER_DAY, 'day']
        : [minutes / MINUTES_PER_HOUR, 'hour'];
  return formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' });
}

export const hoursWords = (hours: number) => lengthWords(hours * MINUTES_PER_HOUR);
export const daysWords = (days: number) => lengthWords(days * MINUTES_PER_DAY);
