import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { cn } from '@/components/ui/class-names';
import { Repeat } from '@/components/ui/repeat';
import { Select } from '@/components/ui/select';
import { ChooseAll, ChooseRow } from './row-choice';
import { openByPress, RowOpener, walkRows } from './row-opener';
import type { Column, TableProps } from './table-types';

const MOST_BONES = 4;
const CARD = 'rounded-card border border-line bg-surface p-4';

/** The table for phones: a card for each row, the same facts, nothing to be scrolled sideways. */
export function DataCards<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, choice, bones = MOST_BONES } = props;
  return (
    <div className="flex flex-col gap-3">
      {choice && <ChooseAll rows={rows} choice={choice} named />}
      {onSort && <SortSelect columns={columns} sort={sort} onSort={onSort} />}
      <ul aria-label={caption} onKeyDown={walkRows} className="flex flex-col gap-3">
        {rows ? (
          rows.map((row) => <RowCard key={rowKey(row)} row={row} {...props} />)
        ) : (
          <Repeat times={Math.min(bones, MOST_BONES)}>
            <li className={CARD}>
              <Bone width="60%" />
              <Facts columns={columns.slice(1)} />
            </li>
          </Repeat>
        )}
      </ul>
    </div>
  );
}

function RowCard<Row>({ row, columns, rowKey, onOpen, linkTo, openKey, choice }: { row: Row } & TableProps<Row>) {
  const [name, ...facts] = columns;
  const opens = Boolean(onOpen ?? linkTo);
  const marked = openKey === rowKey(row) || choice?.has(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys press the link or button that heads the card.
    <li
      data-row=""
      onClick={opens ? openByPress : undefined}
      className={cn(CARD, opens && 'cursor-pointer', marked && 'border-brand bg-brand-soft')}
    >
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0 font-semibold">
          <RowOpener row={row} onOpen={onOpen} linkTo={linkTo}>
            {name?.cell(row)}
          </RowOpener>
        </div>
        {choice && <ChooseRow row={row} choice={choice} className="-m-2.5" />}
      </div>
      <Facts columns={facts} row={row} />
    </li>
  );
}

function Facts<Row>({ columns, row }: { columns: readonly Column<Row>[]; row?: Row }) {
  return (
    <dl className="mt-2 flex flex-col gap-1 text-[0.9375rem]">
      {columns.map(({ key, head, cell, align, bone = '6rem' }) => (
        <div key={key} className="flex items-baseline justify-between gap-4">
          <dt className="shrink-0 text-ink-soft text-sm">{head}</dt>
          <dd className={cn('min-w-0 text-right', align === 'end' && 'figures')}>
            {row === undefined ? <Bone width={bone} /> : cell(row)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type SortProps<Row> = { columns: readonly Column<Row>[]; sort?: string; onSort: (sort: string) => void };

/** Cards have no heads to press, so the order is chosen from a list. */
function SortSelect<Row>({ columns, sort = '', onSort }: SortProps<Row>) {
  const { t } = useTranslation('desk');
  const options = columns.flatMap(({ head, sortKey }) =>
    sortKey
      ? [
          { value: sortKey, label: t('table.up', { name: head }) },
          { value: `-${sortKey}`, label: t('table.down', { name: head }) },
        ]
      : [],
  );
  if (options.length === 0) return null;
  const known = options.some(({ value }) => value === sort);
  return (
    <Select
      label={t('table.sort')}
      value={known ? sort : ''}
      options={known ? options : [{ value: '', label: t('table.unsorted') }, ...options]}
      onChange={(event) => event.target.value && onSort(event.target.value)}
    />
  );
}
