import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';

const SECONDS_A_MINUTE = 60;

/** The summary above a form: takes focus when it comes, so that nobody hunts for what went wrong. */
export function FormProblem({ problem }: { problem: Problem }) {
  const { t } = useTranslation('auth');
  const summary = useRef<HTMLDivElement>(null);
  const words = useProblemWords()(problem);
  const said =
    problem.status === 401
      ? { title: t('wrong.title'), detail: t('wrong.detail') }
      : problem.code === 'validation'
        ? { title: t('refused.title'), detail: t('refused.detail') }
        : problem.code === 'too_many_requests' && problem.retryAfter
          ? { ...words, detail: t('wait', { count: Math.ceil(problem.retryAfter / SECONDS_A_MINUTE) }) }
          : words;
  // Once: each attempt draws a new summary, and what is typed after it must not lose its place.
  useLayoutEffect(() => summary.current?.focus(), []);
  return (
    <div ref={summary} tabIndex={-1} className="rounded-control">
      <Notice tone="bad" role="alert" title={said.title}>
        <p>{said.detail}</p>
        <RequestId id={problem.status === 401 ? null : words.requestId} />
      </Notice>
    </div>
  );
}
