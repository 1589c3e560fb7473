import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DayPicker } from 'react-day-picker';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { serverNow } from '@/lib/clock';
import { formatLongDay, formatMonth, formatWeekday } from '@/lib/format';
import type { Availability, Car } from '@/lib/types';
import { addDays, dayOf, dayToDate, splitWall, toWall } from '@/lib/zone';
import { dayState, firstTakenDay, type OffReason, paddedSpans, ruledOut, takenBy } from './busy-days';
import { CalendarLegend, type DayMark, PATTERNS } from './calendar-legend';
import type { CarWindow } from './car-window';
import { DayButton } from './day-button';

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

const PARTS = {
  DayButton,
  Chevron: ({ orientation }: { orientation?: string }) => (orientation === 'left' ? <ChevronLeft /> : <ChevronRight />),
};

const DAYS_A_MONTH = 31;
const MONDAY_FIRST = new Set(['de']);

/** The months around the chosen window. Days are labels by the car's clock; the browser's zone plays no part. */
export function AvailabilityCalendar({ car, availability, chosen, onChange, month, onMonth, months }: CalendarProps) {
  const { t, i18n } = useTranslation('cars');
  const zone = car.time_zone;
  const { start, setStart } = useFirstPress(chosen);
  const [refused, setRefused] = useState<{ day: string; reason: OffReason | 'crosses' } | null>(null);
  const today = splitWall(toWall(serverNow(), zone)).day;
  const last = addDays(today, car.policy.horizon_days);
  const spans = useMemo(() => paddedSpans(availability.busy, availability.buffer_minutes), [availability]);
  const times = { from: splitWall(chosen.from).time, to: splitWall(chosen.to).time };

  const offFor = (day: string): OffReason | null => {
    if (dayState(day, zone, spans) === 'taken') return takenBy(day, zone, availability.busy);
    return ruledOut(day, zone, serverNow(), car.policy, { start, times });
  };
  // Each day is asked about a dozen times in one drawing, and clocks of other zones are slow to read.
  const known = new Map<string, DayMark | null>();
  const markOf = (date: Date): DayMark | null => {
    const day = dayOf(date);
    const before = known.get(day);
    if (before !== undefined) return before;
    const partly = () => (dayState(day, zone, spans) === 'partly' ? 'partly' : null);
    const mark = day < today ? null : (offFor(day) ?? partly());
    known.set(day, mark);
    return mark;
  };
  const marks = marksOf(month, months, markOf);

  // The first press is a new pick-up, the second its return; a press before the pick-up starts anew.
  const select = (_: unknown, pressed: Date) => {
    const day = dayOf(pressed);
    const reason = offFor(day);
    if (reason) return setRefused({ day, reason });
    const returns = start !== null && day >= start;
    const taken = returns ? firstTakenDay(start, day, zone, spans) : null;
    const whole = returns && !taken;
    setRefused(taken ? { day: taken, reason: 'crosses' } : null);
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
        disabled={(date) => dayOf(date) < today}
        modifiers={{
          off: (date) => ![null, 'partly'].includes(markOf(date)),
          ...Object.fromEntries(Object.keys(PATTERNS).map((mark) => [mark, (date: Date) => markOf(date) === mark])),
        }}
        modifiersClassNames={{
          off: '[&>button]:text-ink-faint [&>button]:line-through [&>button]:hover:outline-none',
          ...CLASSES,
        }}
        classNames={LOOK}
        weekStartsOn={MONDAY_FIRST.has(i18n.language) ? 1 : 0}
        formatters={{ formatCaption: formatMonth, formatWeekdayName: formatWeekday }}
        components={PARTS}
        labels={{
          labelPrevious: () => t('calendar.previous'),
          labelNext: () => t('calendar.next'),
          labelGrid: formatMonth,
          labelWeekday: (date) => formatWeekday(date, 'long'),
          labelDayButton: (date, modifiers) => {
            const mark = markOf(date);
            const words = [mark && t(`reason.${mark}`), modifiers.selected && t('calendar.chosen')];
            return [formatLongDay(date), ...words].filter(Boolean).join(', ');
          },
        }}
      />
      <p role="status" className="min-h-6 font-medium text-brand">
        {start && t('calendar.nowReturn')}
      </p>
      <CalendarLegend marks={marks} />
      {refused && (
        <Notice tone="wait" role="status">
          {refused.reason === 'crosses'
            ? t('calendar.crosses', { day: formatLongDay(dayToDate(refused.day)) })
            : t('calendar.off', { day: formatLongDay(dayToDate(refused.day)), reason: t(`reason.${refused.reason}`) })}
        </Notice>
      )}
    </div>
  );
}

// Written out, because the styles hold only the names that the sources spell.
const CLASSES: Record<DayMark, string> = {
  booked: '[&>button]:hatched',
  held: '[&>button]:dotted',
  blocked: '[&>button]:crossed',
  turnaround: '[&>button]:ruled',
  partly: '[&>button]:half-hatched',
  notice: '[&>button]:barred',
  horizon: '[&>button]:barred',
  too_short: '[&>button]:barred',
  too_long: '[&>button]:barred',
};

/** The marks that stand in the shown months. */
function marksOf(month: Date, months: number, markOf: (date: Date) => DayMark | null): ReadonlySet<DayMark> {
  const first = dayOf(month);
  const shown = Array.from({ length: months * DAYS_A_MONTH }, (_, far) => addDays(first, far));
  return new Set(shown.map((day) => markOf(dayToDate(day))).filter((mark) => mark !== null));
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
