import { type FocusEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Repeat } from '@/components/ui/repeat';
import { formatCalendar } from '@/lib/format';
import { entriesOn } from './bars';
import { heightFor } from './calendar-bar';
import { CalendarHead } from './calendar-head';
import { Row } from './calendar-row';
import type { Zoom } from './calendar-view';
import { type Cell, gridKeys } from './grid-keys';
import type { CalendarEntry, CalendarRow } from './types';
import { boundsOf, type Marked, useMarking } from './use-marking';

const BONES = 8;
const FIRST_REM = 13;
/** How narrow a day may become: a target of 24 px at least. */
const DAY_REM: Record<Zoom, number> = { '2': 3.5, '4': 2, '8': 1.5 };
const DAY = { day: 'numeric', month: 'long' } as const;

type CalendarGridProps = {
  rows?: readonly CalendarRow[];
  days: readonly string[];
  zoom: Zoom;
  /** Whether a touch marks days at once. */
  markMode: boolean;
  onEntry: (entry: CalendarEntry, row: CalendarRow) => void;
  onDay: (row: CalendarRow, day: string) => void;
  onMarked: (marked: Marked) => void;
};

/** Listings down, days along. Bars are drawn over the cells; every cell says in words what it has. */
export function CalendarGrid({ rows, days, zoom, markMode, onEntry, onDay, onMarked }: CalendarGridProps) {
  const { t } = useTranslation('owner');
  const grid = useRef<HTMLTableElement>(null);
  const [cell, setCell] = useState<Cell>({ row: 0, day: 0 });
  const marking = useMarking({ grid, atOnce: markMode, onMarked });
  const marked = marking.marking && boundsOf(marking.marking);

  const onOpen = useCallback(
    ({ row, day }: Cell) => {
      const [at, date] = [rows?.[row], days[day]];
      if (!at || !date) return false;
      const [entry, ...others] = entriesOn(at, date);
      if (!entry) return false;
      if (others.length > 0) onDay(at, date);
      else onEntry(entry, at);
      return true;
    },
    [rows, days, onEntry, onDay],
  );
  const listingAt = useCallback((row: number) => rows?.[row]?.listing.id ?? '', [rows]);
  const onKeyDown = gridKeys({
    cell,
    rows: rows?.length ?? 0,
    days: days.length,
    marking,
    listingAt,
    onOpen,
  });
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const [row, day] = (target.dataset.at ?? '').split(' ').map(Number);
    if (row !== undefined && day !== undefined) setCell({ row, day });
  };
  const width = `max(100%, ${FIRST_REM + days.length * DAY_REM[zoom]}rem)`;
  const stop = { row: Math.min(cell.row, (rows?.length ?? 1) - 1), day: Math.min(cell.day, days.length - 1) };
  return (
    <div className="flex flex-col gap-2">
      <div className="max-h-[75dvh] overflow-auto rounded-card border border-line bg-surface">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take keys is a grid.
          role="grid"
          aria-label={t('calendar.title')}
          aria-describedby="calendar-keys"
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onPointerDown={marking.onPointerDown}
          className={`table-fixed select-none border-separate border-spacing-0 ${markMode ? 'touch-none' : ''}`}
          style={{ width }}
        >
          <colgroup>
            <col style={{ width: `${FIRST_REM}rem` }} />
            <col span={days.length} />
          </colgroup>
          <CalendarHead days={days} dense={zoom !== '2'} />
          <tbody>
            {rows?.map((row, index) => (
              <Row
                key={row.listing.id}
                row={row}
                index={index}
                days={days}
                stop={stop.row === index ? stop.day : null}
                marked={marked?.listingId === row.listing.id ? marked : null}
                onOpen={onEntry}
                onDay={onDay}
              />
            )) ?? (
              <Repeat times={BONES}>
                <BoneRow days={days.length} />
              </Repeat>
            )}
          </tbody>
        </table>
      </div>
      <p id="calendar-keys" className="text-ink-faint text-sm">
        {t('calendar.keys')}
      </p>
      <p role="status" className="sr-only">
        {marked &&
          t('calendar.marking', {
            from: formatCalendar(days[marked.first] ?? '', DAY),
            to: formatCalendar(days[marked.last] ?? '', DAY),
          })}
      </p>
    </div>
  );
}

function BoneRow({ days }: { days: number }) {
  return (
    <tr>
      <td className="border-line border-r border-b px-3 sm:px-4" style={{ height: heightFor(1) }}>
        <Bone width="8rem" />
      </td>
      <td colSpan={days} className="border-line border-b" />
    </tr>
  );
}
