// How views of an owner stay up to date without getting in anybody's way.
import { useCallback, useMemo, useRef, useState } from 'react';

const POLL_MS = 30_000;

/** Asked again every half minute while somebody looks, and at once when somebody looks again. */
export const LIVE = {
  pollingInterval: POLL_MS,
  skipPollingIfUnfocused: true,
  refetchOnFocus: true,
  refetchOnMountOrArgChange: true,
} as const;

/** Looking again is the page's own work: only the answer to a new question is waited for in sight. */
export function calm<Query extends { currentData?: unknown; isFetching: boolean }>(query: Query): Query {
  return { ...query, isFetching: query.isFetching && query.currentData === undefined };
}

/**
 * Rows that stay where they are. What is known of each is renewed in its place; rows that came or went wait until
 * somebody asks for them. `question` tells what was asked: the answer to another one is shown at once.
 */
export function useStillRows<Row extends { id: string }>(rows: readonly Row[] | undefined, question: string) {
  const [seen, setSeen] = useState(0);
  const kept = useRef<{ question: string; seen: number; rows: readonly Row[] } | null>(null);
  const shown = useMemo(() => {
    if (!rows) return undefined;
    const last = kept.current;
    const fresh = new Map(rows.map((row) => [row.id, row]));
    const stays = last && last.question === question && last.seen === seen && last.rows.length > 0;
    const still = stays ? last.rows.map((row) => fresh.get(row.id) ?? row) : rows;
    kept.current = { question, seen, rows: still };
    return still;
  }, [rows, question, seen]);
  const news = useMemo(() => {
    if (!rows || !shown) return 0;
    const [now, then] = [rows, shown].map((list) => new Set(list.map(({ id }) => id)));
    const came = rows.filter(({ id }) => !then?.has(id)).length;
    return came + shown.filter(({ id }) => !now?.has(id)).length;
  }, [rows, shown]);
  const show = useCallback(() => setSeen((before) => before + 1), []);
  return { shown, news, show };
}
