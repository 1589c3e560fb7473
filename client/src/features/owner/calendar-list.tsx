import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Repeat } from '@/components/ui/repeat';
import { EntryList } from './entry-list';
import { RowName } from './row-name';
import type { CalendarEntry, CalendarRow } from './types';

const BONES = 4;

type CalendarListProps = {
  rows?: readonly CalendarRow[];
  onEntry: (entry: CalendarEntry, row: CalendarRow) => void;
  onBlock: (listingId: string) => void;
};

/** The calendar for phones: listing by listing, what each has and when; nothing to be squeezed or scrolled sideways. */
export function CalendarList({ rows, onEntry, onBlock }: CalendarListProps) {
  const { t } = useTranslation('owner');
  return (
    <ul className="flex flex-col gap-3">
      {rows?.map((row) => (
        <li key={row.listing.id}>
          <Card className="flex flex-col gap-3 p-4">
            <div className="flex items-start justify-between gap-3">
              <h2 className="min-w-0 font-semibold">
                <RowName row={row} />
              </h2>
              <Button tone="plain" size="small" className="min-h-11 shrink-0" onClick={() => onBlock(row.listing.id)}>
                {t('block.act')} <span className="sr-only">{row.listing.title}</span>
              </Button>
            </div>
            {row.entries.length === 0 ? (
              <p className="text-ink-soft text-sm">{t('calendar.freeAll')}</p>
            ) : (
              <EntryList entries={row.entries} zone={row.time_zone} onEntry={(entry) => onEntry(entry, row)} />
            )}
          </Card>
        </li>
      )) ?? (
        <Repeat times={BONES}>
          <li>
            <Card className="flex flex-col gap-3 p-4">
              <Bone width="10rem" />
              <Bone width="14rem" />
            </Card>
          </li>
        </Repeat>
      )}
    </ul>
  );
}
