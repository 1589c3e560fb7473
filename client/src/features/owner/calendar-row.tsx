import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { serverNow } from '@/lib/clock';
import { formatCalendar } from '@/lib/format';
import { dayToDate } from '@/lib/zone';
import { todayIn } from './agenda';
import { type Bar, barsOf, entriesOn, LANES, partOfDay } from './bars';
import { CalendarBar, heightFor } from './calendar-bar';
import { useEntryWords } from './entry-words';
import { RowName } from './row-name';
import type { CalendarEntry, CalendarRow } from './types';
import type { Marked } from './use-marking';

const SPOKEN = { weekday: 'long', day: 'numeric', month: 'long' } as const;

export const isWeekend = (day: string): boolean => [0, 6].includes(dayToDate(day).getDay());

type CalendarRowProps = {
  row: CalendarRow;
  index: number;
  days: readonly string[];
  /** The day that has the grid's one tab stop, where it is in this row. */
  stop: number | null;
  /** The days that are being marked, where they are in this row. */
  marked: Marked | null;
  onOpen: (entry: CalendarEntry, row: CalendarRow) => void;
  onDay: (row: CalendarRow, day: string) => void;
};

/** A listing and what it has on each day, by its own clock. */
export const Row = memo(function Row({ row, index, days, stop, marked, onOpen, onDay }: CalendarRowProps) {
  const { t } = useTranslation('owner');
  const { name, kind } = useEntryWords();
  const bars = barsOf(row, days);
  const lanes = Math.min(LANES, Math.max(0, ...bars.map(({ lane }) => lane + 1)));
  const crowded = bars.some(({ lane }) => lane >= LANES);
  const today = days.indexOf(todayIn(row.time_zone));
  const labelOf = (day: string) => {
    const words = entriesOn(row, day).map((entry) => `${kind(entry)}: ${name(entry)}`);
    return `${formatCalendar(day, SPOKEN)}, ${words.join(', ') || t('calendar.free')}`;
  };
  return (
    <tr className="group">
      <th
        scope="row"
        className="sticky left-0 z-20 border-line border-r border-b bg-surface px-3 text-left font-medium text-sm sm:px-4"
      >
        <RowName row={row} />
      </th>
      {days.map((day, at) => (
        <td
          key={day}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: keys walk over it, and press it.
          role="gridcell"
          tabIndex={stop === at ? 0 : -1}
          data-at={`${index} ${at}`}
          data-day={at}
          data-listing={row.listing.id}
          aria-label={labelOf(day)}
          aria-selected={marked !== null && marked.first <= at && at <= marked.last}
          style={{ height: heightFor(crowded ? lanes + 1 : lanes) }}
          className={cn(
            'relative border-line border-b p-0 align-top focus-visible:z-10 focus-visible:-outline-offset-2',
            at > 0 && 'border-l',
            isWeekend(day) && 'bg-canvas',
            marked && marked.first <= at && at <= marked.last && 'bg-brand-soft',
          )}
        >
          {at === today && <TodayLine zone={row.time_zone} />}
          {bars
            .filter((bar) => bar.day === at && bar.lane < LANES)
            .map((bar) => (
              <CalendarBar key={bar.entry.id} bar={bar} zone={row.time_zone} onOpen={(entry) => onOpen(entry, row)} />
            ))}
          {crowded && <More count={hiddenOn(bars, at)} onPress={() => onDay(row, day)} />}
        </td>
      ))}
    </tr>
  );
});

const hiddenOn = (bars: readonly Bar[], at: number): number =>
  bars.filter(({ lane, day, inset, length }) => lane >= LANES && day <= at && at < day + inset + length).length;

function More({ count, onPress }: { count: number; onPress: () => void }) {
  const { t } = useTranslation('owner');
  if (count === 0) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-bar=""
      onClick={onPress}
      className="absolute inset-x-0 bottom-0.5 z-10 min-h-6 text-center font-semibold text-brand text-xs hover:underline"
    >
      <span aria-hidden="true">+{count}</span>
      <span className="sr-only">{t('calendar.more', { count })}</span>
    </button>
  );
}

function TodayLine({ zone }: { zone: string }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 z-10 w-0.5 bg-bad"
      style={{ left: `${partOfDay(serverNow(), zone) * 100}%` }}
    />
  );
}
