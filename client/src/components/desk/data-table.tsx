import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { cn } from '@/components/ui/class-names';
import { ProgressLine } from '@/components/ui/progress-line';
import { Repeat } from '@/components/ui/repeat';
import { DataCards } from './data-cards';
import { ChooseAll, ChooseRow } from './row-choice';
import { openByPress, RowOpener, walkRows } from './row-opener';
import { type Column, nextSort, sortedBy, type TableProps } from './table-types';
import { useNarrow } from './use-narrow';

const BONES = 8;
const CELL = 'h-13 px-4 py-2 first:pl-5 last:pr-5';
const END = 'figures text-right';

/**
 * Rows the server has sorted, filtered and paged. Wide ones scroll sideways in their own region, never the page; on
 * phones each row is a card.
 */
export function DataTable<Row>(props: TableProps<Row>) {
  const { t } = useTranslation('desk');
  const narrow = useNarrow();
  const { rows, empty, busy } = props;
  if (rows?.length === 0) return empty ?? <p className="py-10 text-center text-ink-soft">{t('table.empty')}</p>;
  return (
    <div className="relative" aria-busy={busy || rows === undefined}>
      {busy && <ProgressLine />}
      {narrow ? <DataCards {...props} /> : <Table {...props} />}
    </div>
  );
}

function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, choice, bones = BONES } = props;
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
      tabIndex={0}
      onKeyDown={walkRows}
      className="max-h-[85dvh] overflow-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full border-separate border-spacing-0 text-[0.9375rem]">
        <caption id={id} className="sr-only">
          {caption}
        </caption>
        <thead>
          <tr>
            {choice && (
              <td className="sticky top-0 z-10 w-11 border-line border-b bg-surface pl-3">
                <ChooseAll rows={rows} choice={choice} />
              </td>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-b-0">
          {rows ? (
            rows.map((row) => <TableRow key={rowKey(row)} row={row} {...props} />)
          ) : (
            <Repeat times={bones}>
              <BoneRow columns={columns} choice={choice} />
            </Repeat>
          )}
        </tbody>
      </table>
    </section>
  );
}

type HeadProps<Row> = { column: Column<Row> } & Pick<TableProps<Row>, 'sort' | 'onSort'>;

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { head, align, sortKey } = column;
  const order = sortKey && onSort ? sortedBy(sort, sortKey) : undefined;
  const Arrow = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[order ?? 'none'];
  return (
    <th
      scope="col"
      aria-sort={order}
      className={cn(
        'sticky top-0 z-10 h-11 whitespace-nowrap border-line border-b bg-surface px-4 text-left font-medium text-ink-soft text-sm first:pl-5 last:pr-5',
        align === 'end' && 'text-right',
      )}
    >
      {order ? (
        <button
          type="button"
          onClick={() => onSort?.(nextSort(sort, column))}
          className={cn(
            '-mx-2 inline-flex min-h-9 items-center gap-1.5 rounded-lg px-2 hover:bg-sunken hover:text-ink',
            {
              'flex-row-reverse': align === 'end',
              'font-semibold text-ink': order !== 'none',
            },
          )}
        >
          {head}
          <Arrow className={cn('size-4 shrink-0', order === 'none' && 'text-ink-faint')} aria-hidden="true" />
        </button>
      ) : (
        head
      )}
    </th>
  );
}

function TableRow<Row>({ row, columns, rowKey, onOpen, linkTo, openKey, choice }: { row: Row } & TableProps<Row>) {
  const opens = Boolean(onOpen ?? linkTo);
  const open = openKey === rowKey(row);
  return (
    <tr
      data-row=""
      onClick={opens ? openByPress : undefined}
      className={cn(
        opens && 'cursor-pointer hover:bg-canvas',
        (open || choice?.has(row)) && 'bg-brand-soft hover:bg-brand-soft',
      )}
    >
      {choice && (
        <td className="border-line border-b pl-3">
          <ChooseRow row={row} choice={choice} />
        </td>
      )}
      {columns.map(({ key, cell, align }, index) => {
        const Cell = index === 0 ? 'th' : 'td';
        return (
          <Cell
            key={key}
            scope={index === 0 ? 'row' : undefined}
            className={cn(CELL, 'border-line border-b text-left font-normal', align === 'end' && END)}
          >
            {index === 0 && opens ? (
              <RowOpener row={row} onOpen={onOpen} linkTo={linkTo}>
                {cell(row)}
              </RowOpener>
            ) : (
              cell(row)
            )}
          </Cell>
        );
      })}
    </tr>
  );
}

function BoneRow<Row>({ columns, choice }: Pick<TableProps<Row>, 'columns' | 'choice'>) {
  return (
    <tr>
      {choice && <td className="border-line border-b" />}
      {columns.map(({ key, align, bone = '6rem' }) => (
        <td key={key} className={cn(CELL, 'border-line border-b', align === 'end' && END)}>
          <Bone width={bone} />
        </td>
      ))}
    </tr>
  );
}
