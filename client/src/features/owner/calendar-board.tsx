import { Hand, Plus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '@/components/desk/use-narrow';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { entriesOn } from './bars';
import { BlockDialog } from './block-dialog';
import { type BlockDraft, draftOf } from './block-draft';
import { BlockSheet, type OpenBlock } from './block-sheet';
import { CalendarGrid } from './calendar-grid';
import { CalendarLegend } from './calendar-legend';
import { CalendarList } from './calendar-list';
import type { View } from './calendar-view';
import { DayDialog, type OpenDay } from './day-dialog';
import { type Done, DoneLine } from './done-line';
import type { CalendarEntry, CalendarRow } from './types';
import type { Marked } from './use-marking';

type CalendarBoardProps = { rows?: readonly CalendarRow[]; view: View; onBooking: (bookingId: string) => void };

/** The grid, or on phones the list, with all that can be done to its days. */
export function CalendarBoard({ rows, view, onBooking }: CalendarBoardProps) {
  const { t } = useTranslation('owner');
  const narrow = useNarrow();
  const [draft, setDraft] = useState<BlockDraft | null>(null);
  const [block, setBlock] = useState<OpenBlock | null>(null);
  const [day, setDay] = useState<OpenDay | null>(null);
  const [last, setLast] = useState<Done | null>(null);
  const [markMode, setMarkMode] = useState(false);
  const board = useRef<HTMLElement>(null);

  const onEntry = useCallback(
    (entry: CalendarEntry, row: CalendarRow) => {
      setDay(null);
      if (entry.type === 'block') setBlock({ entry, row });
      else onBooking(entry.id);
    },
    [onBooking],
  );
  const onDay = useCallback(
    (row: CalendarRow, date: string) => setDay({ row, date, entries: entriesOn(row, date) }),
    [],
  );
  const onMarked = useCallback(
    ({ listingId, first, last }: Marked) => setDraft(draftOf(listingId, view.days[first], view.days[last])),
    [view.days],
  );
  const done = (what: Done) => {
    setDraft(null);
    setBlock(null);
    setLast(what);
  };
  const removed = (title: string) => {
    done({ words: t('block.removed', { title }) });
    // The button that was pressed is gone with the block.
    board.current?.focus();
  };
  const first = rows?.[0]?.listing.id;
  return (
    <section ref={board} tabIndex={-1} aria-label={t('calendar.title')} className="flex flex-col gap-4 outline-none">
      <div className="flex flex-wrap items-center justify-between gap-3">
        {!narrow && <CalendarLegend />}
        <div className="flex flex-wrap gap-2">
          {!narrow && (
            <Button
              tone="plain"
              aria-pressed={markMode}
              onClick={() => setMarkMode(!markMode)}
              className={cn('hidden any-pointer-coarse:inline-flex', markMode && 'border-brand bg-brand-soft')}
            >
              <Hand className="size-4" aria-hidden="true" />
              {t('calendar.markMode')}
            </Button>
          )}
          <Button off={!first} onClick={() => first && setDraft(draftOf(first))}>
            <Plus className="size-4" aria-hidden="true" />
            {t('block.act')}
          </Button>
        </div>
      </div>
      <DoneLine key={last?.block?.blockId} done={last} onUndone={removed} />
      {narrow ? (
        <CalendarList rows={rows} onEntry={onEntry} onBlock={(listingId) => setDraft(draftOf(listingId))} />
      ) : (
        <CalendarGrid
          rows={rows}
          days={view.days}
          zoom={view.zoom}
          markMode={markMode}
          onEntry={onEntry}
          onDay={onDay}
          onMarked={onMarked}
        />
      )}
      <BlockDialog
        draft={draft}
        rows={rows ?? []}
        onClose={() => setDraft(null)}
        onBlocked={(title, made) => done({ words: t('block.done', { title }), block: { ...made, title } })}
        onBooking={(bookingId) => {
          setDraft(null);
          onBooking(bookingId);
        }}
        returnFocus={board}
      />
      <BlockSheet
        block={block}
        onClose={() => setBlock(null)}
        onRemoved={removed}
        onChanged={(title) => done({ words: t('block.changed', { title }) })}
        onBooking={(bookingId) => {
          setBlock(null);
          onBooking(bookingId);
        }}
        returnFocus={board}
      />
      <DayDialog day={day} onClose={() => setDay(null)} onEntry={onEntry} />
    </section>
  );
}
