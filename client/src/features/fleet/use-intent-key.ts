import { useRef } from 'react';
import { newKey } from '@/lib/idempotency';
import { isUnsure, type Problem } from '@/lib/problem';

/**
 * One intent, one key: the same wish sent again, after an answer that was lost, has the key of the first. `settle` lets
 * go of it once the server gave a final answer, so that wishing the same a second time does it a second time.
 */
export function useIntentKey() {
  const kept = useRef<{ intent: string; key: string } | null>(null);
  const keyOf = (wish: unknown): string => {
    const intent = JSON.stringify(wish);
    if (kept.current?.intent !== intent) kept.current = { intent, key: newKey() };
    return kept.current.key;
  };
  const settle = (problem: Problem | null) => {
    if (!problem || !isUnsure(problem)) kept.current = null;
  };
  return { keyOf, settle };
}
