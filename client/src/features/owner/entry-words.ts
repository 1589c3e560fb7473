import { useTranslation } from 'react-i18next';
import { formatMoment } from '@/lib/format';
import type { CalendarEntry } from './types';

/** What an entry is called: who has it, or what it is kept for. */
export function useEntryWords() {
  const { t } = useTranslation('owner');
  const name = ({ type, client, partner, reason }: CalendarEntry): string => {
    const guest = client ?? partner ?? t('nobody');
    if (type === 'block') return t(`block.reasons.${reason ?? 'other'}`);
    return type === 'hold' ? t('calendar.holdOf', { guest }) : guest;
  };
  const kind = ({ type, status }: CalendarEntry): string =>
    type === 'booking' && status === 'completed' ? t('calendar.completed') : t(`calendar.${type}`);
  const span = ({ starts_at, ends_at }: CalendarEntry, zone: string): string =>
    `${formatMoment(starts_at, zone)} – ${formatMoment(ends_at, zone)}`;
  return { name, kind, span };
}
