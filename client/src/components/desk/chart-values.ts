import { formatCalendar, formatMoney, formatNumber } from '@/lib/format';

/** What the figures are: money in minor units, a share of one as `percent`, or plain counts and milliseconds. */
export type Unit = 'count' | 'percent' | 'milliseconds' | { currency: string };

/** "YYYY-MM-DD", "YYYY-MM", or words of their own. */
export type PointKind = 'day' | 'month' | 'words';

export type Series = {
  key: string;
  name: string;
  /** One for each point; null where nothing is known. */
  values: readonly (number | null)[];
};

/** How many of the unit's figures make one on the axis: a hundred for cents. */
export function figuresPerUnit(unit: Unit): number {
  if (typeof unit === 'string') return 1;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: unit.currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

const PLAIN = {
  count: {},
  percent: { style: 'percent', maximumFractionDigits: 1 },
  milliseconds: { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 },
} as const;

export function shownValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–';
  if (typeof unit === 'string') return formatNumber(value, PLAIN[unit]);
  return formatMoney({ amount: value, currency: unit.currency });
}

/** Short, for the axis: "€1.2K". Takes whole units, not cents. */
export function shownTick(value: number, unit: Unit): string {
  const short = { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const;
  if (typeof unit === 'string') return formatNumber(value, { ...PLAIN[unit], ...short });
  return formatNumber(value, { style: 'currency', currency: unit.currency, ...short });
}

export function shownPoint(point: string, kind: PointKind, short = false): string {
  if (kind === 'words') return point;
  if (kind === 'month') return formatCalendar(point, { month: 'short', year: 'numeric' });
  return formatCalendar(point, {
    day: 'numeric',
    month: 'short',
    ...(!short && { weekday: 'short', year: 'numeric' }),
  });
}
