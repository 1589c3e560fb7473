import { useCallback, useEffect, useRef, useState } from 'react';
import { serverNow } from '@/lib/clock';
import { asProblem, type Problem } from '@/lib/problem';
import type { VerifyAuditTrailApiResponse } from './admin-api.gen';
import { useLazyVerifyAuditTrailQuery } from './api';

export type Walk =
  | { is: 'idle' }
  | { is: 'running'; checked: number; of: number }
  | { is: 'unbroken'; head: VerifyAuditTrailApiResponse['head']; unsealed: number; at: string }
  | { is: 'broken'; fault: NonNullable<VerifyAuditTrailApiResponse['fault']>; checked: number }
  | { is: 'unknown'; problem: Problem };

/** Walks along the whole chain, as many entries at a time as the server takes, until its end or the first fault. */
export function useVerifyChain() {
  const [walk, setWalk] = useState<Walk>({ is: 'idle' });
  const [ask] = useLazyVerifyAuditTrailQuery();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const start = useCallback(async () => {
    let [from, checked]: [number | null, number] = [1, 0];
    setWalk({ is: 'running', checked, of: 0 });
    while (from !== null && here.current) {
      const answer: { data?: VerifyAuditTrailApiResponse; error?: unknown } = await ask({ fromPosition: from });
      if (!answer.data) return setWalk({ is: 'unknown', problem: asProblem(answer.error) });
      const { fault, head, next_position, unsealed } = answer.data;
      checked += answer.data.checked;
      from = next_position;
      if (fault) return setWalk({ is: 'broken', fault, checked });
      if (from === null) setWalk({ is: 'unbroken', head, unsealed, at: new Date(serverNow()).toISOString() });
      else setWalk({ is: 'running', checked, of: Math.max(head.position, checked) });
    }
  }, [ask]);
  return { walk, start };
}
