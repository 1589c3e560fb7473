import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DayPicker } from 'react-day-picker';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { serverNow } from '@/lib/clock';
import { formatLongDay } from '@/lib/format';
import type { Availability, Car } from '@/lib/types';
import { addDays, dayOf, dayToDate, splitWall, toWall } from '@/lib/zone';
import { dayState, firstTakenDay, paddedSpans } from './busy-days';
import type { CarWindow } from './car-window';

type CalendarProps = {
  car: Car;
  availability: Availability;
  chosen: CarWindow;
  onChange: (next: Partial<CarWindow>) => void;
  month: Date;
  onMonth: (month: Date) => void;
  months: number;
};

const LOOK = {
  months: 'relative grid gap-8 sm:grid-cols-[repeat(var(--months),minmax(0,1fr))]',
  month_caption: 'flex h-11 items-center justify-center font-semibold',
  nav: 'absolute inset-x-0 top-0 z-10 flex justify-between',
  button_previous: 'grid size-11 place-items-center rounded-control hover:bg-sunken aria-disabled:opacity-30',
  button_next: 'grid size-11 place-items-center rounded-control hover:bg-sunken aria-disabled:opacity-30',
  month_grid: 'w-full table-fixed border-separate border-spacing-y-1',
  weekday: 'h-9 font-medium text-ink-faint text-sm',
  day: 'group figures p-0 text-center',
  day_button:
    'relative grid h-11 w-full place-items-center rounded-lg font-medium hover:outline hover:outline-1 hover:outline-edge',
  range_start: '[&>button]:!bg-brand [&>button]:!text-on-brand on-brand-day',
  range_end: '[&>button]:!bg-brand [&>button]:!text-on-brand on-brand-day',
  range_middle: '[&>button]:rounded-none [&>button]:bg-brand-soft on-soft-day',
  today: '[&>button]:underline [&>button]:decoration-2 [&>button]:underline-offset-4',
  disabled: '[&>button]:text-ink-faint [&>button]:hover:outline-none',
  outside: 'invisible',
};

/** The months around the chosen window. Days are labels by the car's clock; the browser's zone plays no part. */
export function AvailabilityCalendar({ car, availability, chosen, onChange, month, onMonth, months }: CalendarProps) {
  const { t } = useTranslation('cars');
  const zone = car.time_zone;
  const spans = useMemo(() => paddedSpans(availability.busy, availability.buffer_minutes), [availability]);
  const [crossed, setCrossed] = useState<string | null>(null);
  const { start, setStart } = useFirstPress(chosen);
  const today = splitWall(toWall(serverNow(), zone)).day;
  const last = addDays(today, car.policy.horizon_days);
  const stateOf = (date: Date) => dayState(dayOf(date), zone, spans);
  const isOver = (date: Date) => dayOf(date) < today || dayOf(date) > last;

  // The first press is a new pick-up, the second its return; a press before the pick-up starts anew.
  const select = (_: unknown, pressed: Date) => {
    const day = dayOf(pressed);
    const returns = start !== null && day >= start;
    const taken = returns ? firstTakenDay(start, day, zone, spans) : null;
    const whole = returns && !taken;
    setCrossed(taken);
    setStart(whole ? null : day);
    onChange(timed({ from: whole ? start : day, to: day }, chosen));
  };

  return (
    <div className="flex flex-col gap-4">
      <DayPicker
        mode="range"
        style={{ '--months': months } as React.CSSProperties}
        numberOfMonths={months}
        month={month}
        onMonthChange={onMonth}
        startMonth={dayToDate(today)}
        endMonth={dayToDate(last)}
        today={dayToDate(today)}
        selected={painted(chosen, start)}
        onSelect={select}
        disabled={(date) => isOver(date) || stateOf(date) === 'taken'}
        modifiers={{
          taken: (date) => !isOver(date) && stateOf(date) === 'taken',
          partly: (date) => stateOf(date) === 'partly',
        }}
        modifiersClassNames={{
          taken: '[&>button]:hatched [&>button]:line-through',
          partly: '[&>button]:half-hatched',
        }}
        classNames={LOOK}
        components={{ Chevron: ({ orientation }) => (orientation === 'left' ? <ChevronLeft /> : <ChevronRight />) }}
        labels={{
          labelDayButton: (date, modifiers) => {
            const state = modifiers.taken ? t('calendar.taken') : modifiers.partly ? t('calendar.partly') : '';
            return [formatLongDay(date), state, modifiers.selected && t('calendar.chosen')].filter(Boolean).join(', ');
          },
        }}
      />
      <p role="status" className="min-h-6 font-medium text-brand">
        {start && t('calendar.nowReturn')}
      </p>
      <Legend />
      {crossed && (
        <Notice tone="wait" role="status">
          {t('calendar.crosses', { day: formatLongDay(dayToDate(crossed)) })}
        </Notice>
      )}
    </div>
  );
}

/** The pick-up that waits for its return, until the dates are changed elsewhere. */
function useFirstPress({ from }: CarWindow) {
  const [pressed, setStart] = useState<string | null>(null);
  return { start: pressed === splitWall(from).day ? pressed : null, setStart };
}

/** What is painted: a return that is not chosen yet, or lies before the pick-up, is not. */
function painted({ from, to }: CarWindow, start: string | null): { from: Date; to: Date | undefined } {
  const whole = !start && to > from;
  return { from: dayToDate(splitWall(from).day), to: whole ? dayToDate(splitWall(to).day) : undefined };
}

/** Keeps the times of day that were chosen; on a single day without room between them the return moves to the next. */
function timed(days: { from: string; to: string }, chosen: CarWindow): Pick<CarWindow, 'from' | 'to'> {
  const from = `${days.from}T${splitWall(chosen.from).time}`;
  const to = `${days.to}T${splitWall(chosen.to).time}`;
  return { from, to: to > from ? to : `${addDays(days.to, 1)}T${splitWall(chosen.to).time}` };
}

function Legend() {
  const { t } = useTranslation('cars');
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-2 text-ink-soft text-sm">
      <li className="flex items-center gap-2">
        <span className="hatched size-5 rounded border border-line" aria-hidden="true" />
        {t('calendar.taken')}
      </li>
      <li className="flex items-center gap-2">
        <span className="half-hatched size-5 rounded border border-line" aria-hidden="true" />
        {t('calendar.partly')}
      </li>
      <li className="flex items-center gap-2">
        <span className="size-5 rounded bg-brand" aria-hidden="true" />
        {t('calendar.chosen')}
      </li>
    </ul>
  );
}
