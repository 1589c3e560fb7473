import { useTranslation } from 'react-i18next';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { formatCalendar } from '@/lib/format';
import { EntryList } from './entry-list';
import type { CalendarEntry, CalendarRow } from './types';

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;

export type OpenDay = { row: CalendarRow; date: string; entries: CalendarEntry[] };

type DayDialogProps = {
  day: OpenDay | null;
  onClose: () => void;
  onEntry: (entry: CalendarEntry, row: CalendarRow) => void;
};

/** All that a listing has on one day, where the row has no room for it. */
export function DayDialog({ day, onClose, onEntry }: DayDialogProps) {
  const { t } = useTranslation('owner');
  return (
    <LazyDialog
      open={day !== null}
      onClose={onClose}
      title={day ? formatCalendar(day.date, DAY) : ''}
      lead={day && t('calendar.onDay', { title: day.row.listing.title, count: day.entries.length })}
    >
      {day && <EntryList entries={day.entries} zone={day.row.time_zone} onEntry={(entry) => onEntry(entry, day.row)} />}
    </LazyDialog>
  );
}
