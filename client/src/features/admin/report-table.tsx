import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { formatNumber } from '@/lib/format';
import type { EarningsRow, MoneySums } from './admin-api.gen';
import type { Revenue } from './api';
import { TextLink } from './facts';
import { othersOf } from './others';
import { oneOf } from './use-question';
import { GROUPS } from './use-report-question';
import { useRowName } from './use-row-name';

const SUMS = ['gross', 'refunded', 'fees', 'taxes', 'net'] as const;

/**
 * The rows behind the picture, newest period first; days without any money are left out, and said so. Of thousands of
 * owners there is a page, and one row for all others, so that the columns come to the totals above.
 */
export function ReportTable({ revenue, sums }: { revenue: Revenue; sums: MoneySums }) {
  const { t } = useTranslation('admin');
  const name = useRowName();
  const group = oneOf(GROUPS, revenue.group_by) ?? 'day';
  const { currency } = sums;
  const own = revenue.rows.filter((row) => row.currency === currency);
  const moved = own.filter((row) => row.payments > 0 || row.refunds > 0);
  const others = othersOf(sums, own);
  const rest: EarningsRow[] = others ? [{ ...others, period: t('reports.others'), links: {} }] : [];
  const rows = [...(group === 'kind' || group === 'owner' ? moved : moved.toReversed()), ...rest];
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
      {others && (
        <p className="text-ink-faint text-sm">
          {t('reports.moreInFile', {
            count: revenue.rowCount - revenue.rows.length,
            number: formatNumber(revenue.rowCount - revenue.rows.length),
          })}
        </p>
      )}
      {moved.length < own.length && <p className="text-ink-faint text-sm">{t('reports.quietLeftOut')}</p>}
    </div>
  );
}
