import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { formatMoney, formatNumber } from '@/lib/format';
import type { UpcomingReport } from './types';

type Row = UpcomingReport['rows'][number];

/** What is booked from now on, listing by listing; each leads to its bookings. */
export function UpcomingTable({ report }: { report?: UpcomingReport }) {
  const { t } = useTranslation('owner');
  const columns: Column<Row>[] = [
    { key: 'listing', head: t('bookings.listing'), cell: ({ listing }) => listing?.title ?? '–', bone: '10rem' },
    {
      key: 'bookings',
      head: t('upcoming.bookings'),
      cell: ({ bookings }) => formatNumber(bookings),
      align: 'end',
      bone: '2rem',
    },
    {
      key: 'net',
      head: t('earnings.sum.net'),
      cell: ({ money }) => money.map(({ net }) => formatMoney(net)).join(' + ') || '–',
      align: 'end',
      bone: '4rem',
    },
  ];
  return (
    <DataTable
      caption={t('upcoming.table')}
      columns={columns}
      rows={report?.rows}
      rowKey={({ listing }) => listing?.id ?? ''}
      linkTo={({ listing }) => `/owner/bookings?status=confirmed&sort=next&listing=${listing?.id}`}
      empty={<p className="py-6 text-ink-soft">{t('upcoming.none')}</p>}
      bones={3}
    />
  );
}
