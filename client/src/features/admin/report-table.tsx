import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { formatNumber } from '@/lib/format';
import type { EarningsReport, EarningsRow } from './admin-api.gen';
import { TextLink } from './facts';
import { oneOf } from './use-question';
import { GROUPS } from './use-report-question';
import { useRowName } from './use-row-name';

const SUMS = ['gross', 'refunded', 'fees', 'taxes', 'net'] as const;

/** The rows behind the picture, newest period first; days without any money are left out, and said so. */
export function ReportTable({ revenue, currency }: { revenue: EarningsReport; currency: string }) {
  const { t } = useTranslation('admin');
  const name = useRowName();
  const group = oneOf(GROUPS, revenue.group_by) ?? 'day';
  const own = revenue.rows.filter((row) => row.currency === currency);
  const moved = own.filter((row) => row.payments > 0 || row.refunds > 0);
  const rows = group === 'kind' || group === 'owner' ? moved : moved.toReversed();
  const columns: Column<EarningsRow>[] = [
    {
      key: 'name',
      head: t(`reports.group.${group}`),
      cell: (row) =>
        row.owner ? <TextLink to={`/admin/reports?group=day&owner=${row.owner.id}`}>{name(row)}</TextLink> : name(row),
    },
    { key: 'payments', head: t('reports.paymentsHead'), align: 'end', cell: (row) => formatNumber(row.payments) },
    { key: 'refunds', head: t('reports.refundsHead'), align: 'end', cell: (row) => formatNumber(row.refunds) },
    ...SUMS.map((sum) => ({
      key: sum,
      head: t(`reports.${sum}`),
      align: 'end' as const,
      cell: (row: EarningsRow) => <Money of={row[sum]} />,
    })),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <DataTable
        caption={t('reports.chart', { currency })}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.period ?? row.owner?.id ?? row.kind ?? ''}
      />
      {moved.length < own.length && <p className="text-ink-faint text-sm">{t('reports.quietLeftOut')}</p>}
    </div>
  );
}
