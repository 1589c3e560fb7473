import { useState } from 'react';

type Row = { id: string };

/**
 * Rows of a live list that stay where they are: new ones are counted and wait for `show`. What changes in a row that is
 * shown changes in its place.
 */
export function useCalmRows<R extends Row>(latest: readonly R[] | undefined) {
  const [kept, setKept] = useState<readonly R[] | undefined>(latest);
  if (!kept && latest) setKept(latest);
  const known = kept ?? latest;
  const now = new Map(latest?.map((row) => [row.id, row]));
  const top = known?.[0]?.id;
  const found = top === undefined ? -1 : (latest?.findIndex(({ id }) => id === top) ?? 0);
  const fresh = found < 0 ? (latest?.length ?? 0) : found;
  return {
    rows: known?.map((row) => now.get(row.id) ?? row),
    /** How many came since; `more` when there may be others behind them. */
    fresh,
    more: found < 0 && top !== undefined && fresh > 0,
    show: () => setKept(latest),
  };
}
