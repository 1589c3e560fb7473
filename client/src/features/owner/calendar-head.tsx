import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { formatCalendar } from '@/lib/format';
import { isWeekend } from './calendar-row';
import { today } from './ranges';

const STUCK = 'sticky z-30 border-line bg-surface';

/** Months over days; both stay in sight while the listings scroll. */
export function CalendarHead({ days, dense }: { days: readonly string[]; dense: boolean }) {
  const { t } = useTranslation('owner');
  const now = today();
  return (
    <thead>
      <tr>
        <th
          rowSpan={2}
          scope="col"
          className={cn(
            STUCK,
            'top-0 left-0 z-40 border-r border-b px-3 text-left font-medium text-ink-soft text-sm sm:px-4',
          )}
        >
          {t('bookings.listing')}
        </th>
        {monthsOf(days).map(({ month, count }, index) => (
          <th
            key={month}
            scope="colgroup"
            colSpan={count}
            className={cn(STUCK, 'top-0 h-8 px-2 text-left font-semibold text-sm', index > 0 && 'border-l')}
          >
            <span className="sticky left-54 whitespace-nowrap">
              {formatCalendar(month, count > 3 ? { month: 'long', year: 'numeric' } : { month: 'short' })}
            </span>
          </th>
        ))}
      </tr>
      <tr>
        {days.map((day, at) => (
          <th
            key={day}
            scope="col"
            aria-current={day === now ? 'date' : undefined}
            className={cn(
              STUCK,
              'top-8 h-12 border-b px-0 font-normal text-xs leading-4',
              at > 0 && 'border-l',
              isWeekend(day) ? 'bg-canvas text-ink-faint' : 'text-ink-soft',
            )}
          >
            <span aria-hidden="true" className="block">
              {formatCalendar(day, { weekday: dense ? 'narrow' : 'short' })}
            </span>
            <span
              aria-hidden="true"
              className={cn(
                'figures mx-auto block size-6 rounded-full text-sm leading-6',
                day === now && 'bg-brand font-semibold text-on-brand',
              )}
            >
              {Number(day.slice(-2))}
            </span>
            <span className="sr-only">{formatCalendar(day, { weekday: 'long', day: 'numeric', month: 'long' })}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function monthsOf(days: readonly string[]): { month: string; count: number }[] {
  const months: { month: string; count: number }[] = [];
  for (const day of days) {
    const last = months.at(-1);
    if (last?.month === day.slice(0, 7)) last.count += 1;
    else months.push({ month: day.slice(0, 7), count: 1 });
  }
  return months;
}
