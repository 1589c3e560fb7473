import { useState } from 'react';
import type { RowChoice } from '@/components/desk/table-types';
import type { Chosen } from './api';
import type { OwnFilter, OwnListing } from './types';

/** Which listings an act on many is for: rows of whatever page, or all that a filter finds. */
export type Choice = {
  rows: readonly OwnListing[];
  /** How many there are, also those of pages that were not opened. */
  count: number;
  all: boolean;
  /** In the words of the API. */
  chosen: Chosen;
  ofTable: RowChoice<OwnListing>;
  chooseAll: () => void;
  /** Of the chosen ones, these. */
  keepOnly: (ids: ReadonlySet<string>) => void;
  clear: () => void;
};

/** Rows stay chosen while one turns pages; another filter begins anew, for it may hide what was chosen. */
export function useChoice(filter: OwnFilter, total: number): Choice {
  const question = JSON.stringify(filter);
  const [kept, keep] = useState({ question, all: false, rows: new Map<string, OwnListing>() });
  const { rows, all } = kept.question === question ? kept : { rows: new Map<string, OwnListing>(), all: false };
  const change = (changed: readonly OwnListing[], chosen: boolean) => {
    const next = new Map(rows);
    for (const row of changed) {
      if (chosen) next.set(row.id, row);
      else next.delete(row.id);
    }
    keep({ question, all: false, rows: next });
  };
  return {
    rows: [...rows.values()],
    count: all ? total : rows.size,
    all,
    chosen: all ? { filter } : { ids: [...rows.keys()] },
    ofTable: { has: (row) => all || rows.has(row.id), onChange: change, nameOf: (row) => row.title },
    chooseAll: () => keep({ question, all: true, rows }),
    keepOnly: (ids) => keep({ question, all: false, rows: new Map([...rows].filter(([id]) => ids.has(id))) }),
    clear: () => keep({ question, all: false, rows: new Map() }),
  };
}
