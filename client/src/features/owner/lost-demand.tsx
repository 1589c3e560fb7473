import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { formatNumber } from '@/lib/format';
import { useReasonWords } from './reason-words';
import type { LostDemandReport } from './types';

type Row = LostDemandReport['rows'][number];

/** Who wanted to book and could not, and why: each reason is something an owner can do something about. */
export function LostDemand({ report }: { report?: LostDemandReport }) {
  const { t } = useTranslation('owner');
  const wordsOf = useReasonWords();
  const columns: Column<Row>[] = [
    { key: 'reason', head: t('lost.why'), cell: ({ reason }) => wordsOf(reason), bone: '14rem' },
    { key: 'listing', head: t('bookings.listing'), cell: ({ listing }) => listing?.title ?? '–', bone: '9rem' },
    {
      key: 'attempts',
      head: t('lost.attempts'),
      cell: ({ attempts }) => formatNumber(attempts),
      align: 'end',
      bone: '2rem',
    },
    { key: 'people', head: t('lost.people'), cell: ({ people }) => formatNumber(people), align: 'end', bone: '2rem' },
  ];
  return (
    <DataTable
      caption={t('lost.table')}
      columns={columns}
      rows={report?.rows}
      rowKey={({ reason, listing }) => `${reason} ${listing?.id}`}
      empty={<p className="py-6 text-ink-soft">{t('lost.none')}</p>}
      bones={3}
    />
  );
}
