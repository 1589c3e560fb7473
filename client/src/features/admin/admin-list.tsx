import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Filter } from '@/components/desk/filter-row';
import { ListFilters } from '@/components/desk/list-filters';
import type { Column } from '@/components/desk/table-types';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import type { Page } from '@/lib/api';
import { formatNumber } from '@/lib/format';

type Query<Row> = {
  data?: Page<Row>;
  currentData?: Page<Row>;
  error?: unknown;
  isFetching: boolean;
  fulfilledTimeStamp?: number;
  refetch: () => unknown;
};

type AdminListProps<Row extends { id: string }> = {
  caption: string;
  query: Query<Row>;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Those that few look for; they open on demand. */
  rareFilters?: readonly Filter[];
  onOpen?: (row: Row) => void;
  openKey?: string | null;
  pageLink: (page: number) => string;
  empty: { title: string; text: string; act?: ReactNode };
};

/** Filters, rows, pages: the same for all that admins look through. */
export function AdminList<Row extends { id: string }>(props: AdminListProps<Row>) {
  const { t } = useTranslation('admin');
  const { caption, query, columns, filters, rareFilters, onOpen, openKey, pageLink, empty } = props;
  const table = { caption, columns, rowKey: (row: Row) => row.id };
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {filters && <ListFilters filters={filters} rare={rareFilters} />}
      <Resource
        query={query}
        keepLast
        skeleton={<DataTable {...table} rows={undefined} />}
        isEmpty={(list) => list.items.length === 0}
        empty={
          <Empty title={empty.title} act={empty.act}>
            {empty.text}
          </Empty>
        }
      >
        {(list) => (
          <>
            <p className="mb-3 text-ink-soft text-sm">
              {t('rows', { count: list.total, number: formatNumber(list.total) })}
            </p>
            <DataTable {...table} rows={list.items} onOpen={onOpen} openKey={openKey} />
            <Pager page={list.page} pages={list.pages} linkTo={pageLink} />
          </>
        )}
      </Resource>
    </div>
  );
}
