import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/format';
import { asProblem, type Problem } from '@/lib/problem';
import { BROWSER_ZONE } from '@/lib/zone';
import { Button } from './button';
import { cn } from './class-names';
import { Notice } from './notice';
import { ProblemPanel } from './problem-panel';
import { ProgressLine } from './progress-line';

export type ResourceQuery<Result> = {
  data?: Result;
  currentData?: Result;
  error?: unknown;
  isFetching: boolean;
  fulfilledTimeStamp?: number;
  refetch: () => unknown;
};

type ResourceProps<Result> = {
  query: ResourceQuery<Result>;
  /** The same component as the content, without its words. */
  skeleton: ReactNode;
  children: (result: Result) => ReactNode;
  isEmpty?: (result: Result) => boolean;
  empty?: ReactNode;
  /** Draws an error of its own, such as "no such car"; undefined leaves it to the common panel. */
  failure?: (problem: Problem) => ReactNode | undefined;
  /** Keeps the last answer on screen while the question changes, such as the next page of a list. */
  keepLast?: boolean;
  className?: string;
};

/** One view, five states: loading, empty, stale, error, success. */
export function Resource<Result>({
  query,
  skeleton,
  children,
  isEmpty,
  empty,
  failure,
  keepLast,
  className,
}: ResourceProps<Result>) {
  const { t } = useTranslation();
  const result = keepLast ? query.data : query.currentData;
  const failed = query.error ? asProblem(query.error) : null;
  const problem = query.isFetching ? null : failed;
  if (problem && (result === undefined || problem.status === 404)) {
    return failure?.(problem) ?? <ProblemPanel problem={problem} onRetry={query.refetch} />;
  }
  if (result === undefined) {
    return (
      <div className={className} aria-busy="true">
        <span className="sr-only">{t('state.loading')}</span>
        {skeleton}
      </div>
    );
  }
  return (
    <div className={cn('relative', className)} aria-busy={query.isFetching}>
      {query.isFetching && <ProgressLine />}
      {/* Stays while it is asked again: a view that polls would else jump with every look. */}
      {failed && <Stale query={query} />}
      {isEmpty?.(result) ? empty : children(result)}
    </div>
  );
}

type StaleProps = { query: Pick<ResourceQuery<unknown>, 'fulfilledTimeStamp' | 'refetch'>; className?: string };

/** Says how old it is what is shown, where nothing newer came. */
export function Stale({ query: { fulfilledTimeStamp: since, refetch }, className = 'mb-4' }: StaleProps) {
  const { t } = useTranslation();
  const time = since ? formatTime(new Date(since).toISOString(), BROWSER_ZONE) : '';
  return (
    <Notice tone="wait" role="status" title={t('state.staleTitle', { time })} className={className}>
      <Button size="small" tone="plain" onClick={() => refetch()}>
        {t('act.refresh')}
      </Button>
    </Notice>
  );
}
