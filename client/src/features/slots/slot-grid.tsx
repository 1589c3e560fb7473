import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { Stale } from '@/components/ui/resource';
import { useMedia } from '@/components/ui/use-media';
import { serverNow } from '@/lib/clock';
import { asProblem } from '@/lib/problem';
import { addDays, splitWall, toWall } from '@/lib/zone';
import { type Resource, type Slot, useGetTimeSlotAvailabilityQuery } from './api';
import { DayColumn } from './day-column';
import { NextFree } from './next-free';
import { spotAfter } from './slot-state';
import { ZoneSwitch } from './zone-switch';

type GridProps = {
  resource: Resource;
  tz: string;
  onZone: (tz: string) => void;
  /** The first day in sight, by the shown clock. */
  from: string;
  onFrom: (day: string) => void;
  chosen: { starts_at: string } | null;
  /** With the first day to be in sight, where that changes too. */
  onPick: (slot: Slot, from?: string) => void;
};

/** Three days on a phone, up to seven elsewhere. */
function useDaysInSight(): number {
  const middle = useMedia('(min-width: 40rem)');
  const wide = useMedia('(min-width: 90rem)');
  return wide ? 7 : middle ? 5 : 3;
}

export function SlotGrid({ resource, tz, onZone, from, onFrom, chosen, onPick }: GridProps) {
  const { t } = useTranslation('slots');
  const count = useDaysInSight();
  const today = splitWall(toWall(serverNow(), tz)).day;
  const last = addDays(today, resource.policy.horizon_days);
  const days = Array.from({ length: count }, (_, number) => addDays(from, number));
  const before = addDays(from, -count);
  // The days fail and come together, so the first one says for all how it stands.
  const first = useGetTimeSlotAvailabilityQuery({ timeSlotId: resource.id, date: from, tz });
  const lost = first.error && !first.currentData ? asProblem(first.error) : null;
  return (
    <Card aria-labelledby="times" className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h2 id="times" className="font-semibold text-xl">
          {t('grid.title')}
        </h2>
        <ZoneSwitch resource={resource} tz={tz} onChange={onZone} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          tone="plain"
          size="icon"
          aria-label={t('grid.earlier')}
          off={from <= today}
          onClick={() => onFrom(before < today ? today : before)}
        >
          <ChevronLeft className="size-5" aria-hidden="true" />
        </Button>
        <Button
          tone="plain"
          size="icon"
          aria-label={t('grid.later')}
          off={addDays(from, count) > last}
          onClick={() => onFrom(addDays(from, count))}
        >
          <ChevronRight className="size-5" aria-hidden="true" />
        </Button>
        <NextFree resource={resource} tz={tz} onPick={onPick} />
      </div>
      {first.error && first.currentData && <Stale query={first} className="" />}
      {lost ? (
        <ProblemPanel problem={lost} onRetry={first.refetch} />
      ) : (
        <Columns>
          {days.map((day) => (
            <DayColumn key={day} resource={resource} day={day} tz={tz} chosen={chosen} onPick={onPick} />
          ))}
        </Columns>
      )}
      <p className="text-ink-faint text-sm">
        {t('grid.keys')} {tz !== resource.time_zone && t('grid.shift')}
      </p>
    </Card>
  );
}

/** One tab stop for each day; arrows walk from time to time and from day to day. */
function Columns({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation('slots');
  const grid = useRef<HTMLFieldSetElement>(null);
  const walk = (event: KeyboardEvent) => {
    const columns = [...(grid.current?.querySelectorAll('[data-column]') ?? [])].map((column) => [
      ...column.querySelectorAll<HTMLElement>('[data-slot]'),
    ]);
    const column = columns.findIndex((slots) => slots.includes(event.target as HTMLElement));
    if (column < 0) return;
    const row = columns[column]?.indexOf(event.target as HTMLElement) ?? 0;
    const next = spotAfter(
      event.key,
      { column, row },
      columns.map((slots) => slots.length),
    );
    if (!next) return;
    event.preventDefault();
    columns[next.column]?.[next.row]?.focus();
  };
  return (
    <fieldset
      ref={grid}
      onKeyDown={walk}
      className="grid max-h-[34rem] min-w-0 auto-cols-fr grid-flow-col gap-2 overflow-y-auto"
    >
      <legend className="sr-only">{t('grid.title')}</legend>
      {children}
    </fieldset>
  );
}
