import { useTranslation } from 'react-i18next';
import { formatCalendar } from '@/lib/format';
import type { EarningsRow } from './admin-api.gen';
import { useWord } from './use-word';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** What a row of a report is called: its period, kind or owner. */
export function useRowName() {
  const { t } = useTranslation('admin');
  const word = useWord();
  return (row: EarningsRow): string => {
    if (row.owner) return row.owner.name ?? t('bookings.gone');
    if (row.kind) return word('kind', row.kind);
    if (!row.from || !row.to) return row.period ?? '';
    if (row.from === row.to) return formatCalendar(row.from, DAY);
    return `${formatCalendar(row.from, DAY)} – ${formatCalendar(row.to, DAY)}`;
  };
}
