import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/stat';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Resource } from '@/components/ui/resource';
import { formatNumber } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { useAppDispatch } from '@/store/store';
import type { GetReconciliationApiResponse } from './admin-api.gen';
import {
  adminApi,
  useGetReconciliationQuery,
  useGetReconciliationRunQuery,
  useRequestReconciliationMutation,
} from './api';
import { AWAITED, GLANCED, quiet } from './live';
import { RunCounts, RunState } from './run-parts';
import { Stamp } from './stamp';

const OVER = ['done', 'failed', 'abandoned'];

/** How far Stripe and we agree as of now, and a run that is started and watched here. */
export function Agreement() {
  const query = quiet(useGetReconciliationQuery(undefined, GLANCED));
  return (
    <Resource query={query} skeleton={<Figures />}>
      {(compared) => <Figures compared={compared} />}
    </Resource>
  );
}

function Figures({ compared }: { compared?: GetReconciliationApiResponse }) {
  const { t } = useTranslation('admin');
  const mark = compared && (compared.compared_until ? <Stamp at={compared.compared_until} /> : t('runs.never'));
  return (
    <dl className="grid gap-4 sm:grid-cols-3">
      <Stat
        label={t('figures.paidWithoutBooking')}
        value={compared && formatNumber(compared.paid_without_booking)}
        hint={t('figures.shouldBeZero')}
      />
      <Stat label={t('figures.openMismatches')} value={compared && formatNumber(compared.open_mismatches)} />
      <Stat label={t('runs.until')} value={mark && <span className="text-lg">{mark}</span>} />
    </dl>
  );
}

/** The run that was started here, looked at each second until it is over. */
function useRun() {
  const dispatch = useAppDispatch();
  const [id, setId] = useState<string | null>(null);
  const [request, asked] = useRequestReconciliationMutation();
  const { currentData: run } = useGetReconciliationRunQuery({ reconciliationId: id ?? '' }, { ...AWAITED, skip: !id });
  const isOver = run !== undefined && OVER.includes(run.state);
  useEffect(() => {
    if (isOver) dispatch(adminApi.util.invalidateTags(['runs', 'mismatches']));
  }, [isOver, dispatch]);
  const start = async () => {
    const { data } = await request();
    if (data) setId(data.id);
  };
  return { run, start, isBusy: asked.isLoading || (id !== null && !isOver), error: asked.error };
}

export function RunNow() {
  const { t } = useTranslation('admin');
  const { run, start, isBusy, error } = useRun();
  const words = useProblemWords();
  return (
    <Card aria-label={t('runs.now')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold text-xl">{t('runs.now')}</h2>
          <p className="text-ink-soft">{t('runs.nowText')}</p>
        </div>
        <Button busy={isBusy} onClick={start}>
          {t(isBusy ? 'runs.running' : 'runs.start')}
        </Button>
      </div>
      {error && <Notice tone="bad" role="alert" title={words(asProblem(error)).title} />}
      {run && (
        <div role="status" className="flex flex-col gap-2">
          <RunState state={run.state} />
          <RunCounts run={run} />
        </div>
      )}
    </Card>
  );
}
