import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { LOOK } from './calendar-bar';

const SORTS = ['booking', 'completed', 'hold', 'block'] as const;

export function CalendarLegend() {
  const { t } = useTranslation('owner');
  return (
    <ul aria-label={t('calendar.legend')} className="flex flex-wrap gap-x-5 gap-y-2 text-ink-soft text-sm">
      {SORTS.map((sort) => {
        const { look, Icon } = LOOK[sort];
        return (
          <li key={sort} className="inline-flex items-center gap-2">
            <span className={cn('grid h-5 w-8 place-items-center rounded-md border', look)}>
              <Icon className="size-3.5" aria-hidden="true" />
            </span>
            {t(`calendar.${sort}`)}
          </li>
        );
      })}
      <li className="inline-flex items-center gap-2">
        <span className="h-5 w-0.5 bg-bad" aria-hidden="true" />
        {t('calendar.now')}
      </li>
    </ul>
  );
}
