import { useTranslation } from 'react-i18next';
import type { OffReason } from './busy-days';

export type DayMark = OffReason | 'partly';

/** One pattern for each kind of reason, so that nobody has to tell them apart by hue. */
export const PATTERNS: Record<DayMark, string> = {
  booked: 'hatched',
  held: 'dotted',
  blocked: 'crossed',
  turnaround: 'ruled',
  partly: 'half-hatched',
  notice: 'barred',
  horizon: 'barred',
  too_short: 'barred',
  too_long: 'barred',
};

const ORDER = Object.keys(PATTERNS) as DayMark[];

/** Says what each pattern means that stands in the shown months. */
export function CalendarLegend({ marks }: { marks: ReadonlySet<DayMark> }) {
  const { t } = useTranslation('cars');
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-2 text-ink-soft text-sm">
      {ORDER.filter((mark) => marks.has(mark)).map((mark) => (
        <li key={mark} className="flex items-center gap-2">
          <span className={`${PATTERNS[mark]} size-5 rounded border border-line`} aria-hidden="true" />
          {t(`reason.${mark}`)}
        </li>
      ))}
      <li className="flex items-center gap-2">
        <span className="size-5 rounded bg-brand" aria-hidden="true" />
        {t('calendar.chosen')}
      </li>
    </ul>
  );
}
