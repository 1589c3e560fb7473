import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end, so that their digits line up. */
  align?: 'start' | 'end';
  /** What the server sorts by, such as `price`; without it the head is no button. */
  sortKey?: string;
  /** Width of the word that has not come yet. */
  bone?: string;
};

/** Rows chosen for an act on many. */
export type RowChoice<Row> = {
  has: (row: Row) => boolean;
  onChange: (rows: readonly Row[], chosen: boolean) => void;
  /** Tells one box from the next. */
  nameOf: (row: Row) => string;
};

export type TableProps<Row> = {
  /** Names the table; shown to readers, who meet it without the heading above. */
  caption: string;
  /** The first column names the row: it opens the row, and it heads the card on phones. */
  columns: readonly Column<Row>[];
  /** Undefined while nothing is known yet. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** `price` or `-price`, as the API writes it. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** Opens a row's details; `linkTo` does so by an address. */
  onOpen?: (row: Row) => void;
  linkTo?: (row: Row) => string;
  /** The row whose details are open. */
  openKey?: string | null;
  choice?: RowChoice<Row>;
  empty?: ReactNode;
  busy?: boolean;
  /** How many rows to keep the place of. */
  bones?: number;
};

/** Where a column stands in the order: what `aria-sort` says. */
export function sortedBy(sort: string | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : 'none';
}

/** The order a press on the head asks for. Figures start with the largest: that is the end people look for. */
export function nextSort<Row>(sort: string | undefined, { sortKey = '', align }: Column<Row>): string {
  const now = sortedBy(sort, sortKey);
  if (now === 'none') return align === 'end' ? `-${sortKey}` : sortKey;
  return now === 'ascending' ? `-${sortKey}` : sortKey;
}
