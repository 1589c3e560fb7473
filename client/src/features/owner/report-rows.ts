// What the rows of a report are called, in a table and along a chart.
import { useTranslation } from 'react-i18next';
import type { PointKind } from '@/components/desk/chart-values';
import { formatCalendar } from '@/lib/format';
import type { Group } from './report-address';

type Row = { period?: string; from?: string; listing?: { id: string; title: string } };

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const MONTH = { month: 'long', year: 'numeric' } as const;

/** Tells the rows apart; two listings may have one title, and two currencies one day. */
export const keyOf = (row: Row & { currency?: string; unit?: string }): string =>
  [row.listing?.id ?? row.period, row.currency, row.unit].filter(Boolean).join(' ');

export function useRowName(group: Group): (row: Row) => string {
  const { t } = useTranslation('owner');
  return ({ period = '', from = period, listing }) => {
    if (listing) return listing.title;
    if (group === 'month') return formatCalendar(period, MONTH);
    const week = Number(period.slice(-2));
    return group === 'week'
      ? t('earnings.weekOf', { week, day: formatCalendar(from, DAY) })
      : formatCalendar(from, DAY);
  };
}

/** Names of points: unique, as a scale needs them, and of the kind that a chart can shorten. */
export function pointsOf(rows: readonly Row[], group: Group): { points: string[]; pointKind: PointKind } {
  if (group === 'month') return { points: rows.map(({ period = '' }) => period), pointKind: 'month' };
  if (group !== 'listing') return { points: rows.map(({ from = '' }) => from), pointKind: 'day' };
  const met = new Map<string, number>();
  const points = rows.map(({ listing }) => {
    const title = listing?.title ?? '';
    const times = (met.get(title) ?? 0) + 1;
    met.set(title, times);
    return times > 1 ? `${title} (${times})` : title;
  });
  return { points, pointKind: 'words' };
}
