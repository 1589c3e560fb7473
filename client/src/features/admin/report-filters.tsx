import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import { ListFilters } from '@/components/desk/list-filters';
import { useFilters } from '@/components/desk/use-filters';
import { Segmented } from '@/components/ui/segmented';
import { formatCalendar } from '@/lib/format';
import { GROUPS, KINDS, useReportQuestion } from './use-report-question';
import { useWord } from './use-word';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Which days, of what, and added up how. */
export function ReportFilters() {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { change } = useFilters();
  const { groupBy, from, to, tz } = useReportQuestion();
  const filters: Filter[] = [
    { kind: 'day', name: 'from', label: t('reports.from') },
    { kind: 'day', name: 'to', label: t('reports.to') },
    {
      kind: 'choice',
      name: 'kind',
      label: t('bookings.kind'),
      options: KINDS.map((value) => ({ value, label: word('kind', value) })),
    },
    { kind: 'text', name: 'owner', label: t('bookings.owner'), placeholder: t('idHint') },
  ];
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label={t('reports.groupBy')}
        options={GROUPS.map((value) => ({ value, label: t(`reports.group.${value}`) }))}
        value={groupBy}
        onChange={(group) => change({ group })}
      />
      <ListFilters filters={filters} />
      <p className="text-ink-soft text-sm">
        {t('reports.range', { from: formatCalendar(from, DAY), to: formatCalendar(to, DAY), zone: tz })}
      </p>
    </div>
  );
}
