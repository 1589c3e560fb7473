import { useCallback, useRef } from 'react';
import { newKey } from '@/lib/idempotency';
import { asProblem, isUnsure } from '@/lib/problem';

/**
 * One key for one intent: the same body is sent under the same key until the server has given a final answer, so that
 * money moves once however often somebody presses.
 */
export function useIntentKey() {
  const kept = useRef(new Map<string, string>());
  const keyFor = useCallback((intent: object) => {
    const name = JSON.stringify(intent);
    const key = kept.current.get(name) ?? newKey();
    kept.current.set(name, key);
    return key;
  }, []);
  const answered = useCallback((error: unknown) => {
    if (!error || !isUnsure(asProblem(error))) kept.current.clear();
  }, []);
  return { keyFor, answered };
}
