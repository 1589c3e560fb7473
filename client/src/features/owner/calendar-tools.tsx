import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FilterRow } from '@/components/desk/filter-row';
import { useFilters } from '@/components/desk/use-filters';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { formatCalendarRange } from '@/lib/format';
import { CALENDAR_KINDS, monthFrom, type View, ZOOMS } from './calendar-view';

/** Which months, how many weeks, which listings. */
export function CalendarTools({ view }: { view: View }) {
  const { t } = useTranslation('owner');
  const { change } = useFilters();
  const { from, to } = view.range;
  const turn = (by: number) => change({ from: monthFrom(from, by) }, { quietly: true });
  return (
    <div className="flex flex-col gap-4">
      <FilterRow
        filters={[
          { kind: 'text', name: 'q', label: t('calendar.find'), placeholder: t('calendar.findHint') },
          {
            kind: 'choice',
            name: 'kind',
            label: t('bookings.kind'),
            options: CALENDAR_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
        ]}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="plain" size="icon" aria-label={t('calendar.monthBack')} onClick={() => turn(-1)}>
            <ChevronLeft className="size-5" aria-hidden="true" />
          </Button>
          <Button tone="plain" onClick={() => change({ from: '' }, { quietly: true })}>
            {t('calendar.today')}
          </Button>
          <Button tone="plain" size="icon" aria-label={t('calendar.monthOn')} onClick={() => turn(1)}>
            <ChevronRight className="size-5" aria-hidden="true" />
          </Button>
          <p role="status" className="figures px-1 font-semibold">
            {formatCalendarRange(from, to)}
          </p>
        </div>
        <Segmented
          quiet
          label={t('calendar.zoom')}
          value={view.zoom}
          options={ZOOMS.map((value) => ({ value, label: t('calendar.weeks', { count: Number(value) }) }))}
          onChange={(weeks) => change({ weeks: weeks === '4' ? '' : weeks }, { quietly: true })}
        />
      </div>
    </div>
  );
}
