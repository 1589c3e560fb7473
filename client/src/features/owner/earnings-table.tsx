import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { formatNumber } from '@/lib/format';
import type { Group } from './report-address';
import { keyOf, useRowName } from './report-rows';
import type { EarningsRow } from './types';

const SUMS = ['gross', 'refunded', 'fees', 'taxes', 'net', 'pending'] as const;

type EarningsTableProps = {
  rows?: readonly EarningsRow[];
  group: Group;
  onOpen?: (row: EarningsRow) => void;
  openKey?: string | null;
  empty?: ReactNode;
};

/** The same figures as in the chart, and all others, to the cent. */
export function EarningsTable({ rows, group, ...rest }: EarningsTableProps) {
  const { t } = useTranslation('owner');
  const nameOf = useRowName(group);
  const columns: Column<EarningsRow>[] = [
    { key: 'name', head: t(`earnings.by.${group}`), cell: nameOf, bone: '8rem' },
    {
      key: 'payments',
      head: t('earnings.payments'),
      cell: ({ payments }) => formatNumber(payments),
      align: 'end',
      bone: '2rem',
    },
    ...SUMS.map((sum) => ({
      key: sum,
      head: t(`earnings.sum.${sum}`),
      cell: (row: EarningsRow) => <Money of={row[sum]} />,
      align: 'end' as const,
      bone: '4rem',
    })),
  ];
  return <DataTable caption={t('earnings.table')} columns={columns} rows={rows} rowKey={keyOf} {...rest} />;
}
