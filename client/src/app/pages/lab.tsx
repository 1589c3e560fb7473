import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Empty } from '@/components/ui/empty';
import { Resource } from '@/components/ui/resource';
import { type Plan, type Run, useFireRunMutation, useGetConcurrencyRunQuery } from '@/features/lab/api';
import { HealthCards } from '@/features/lab/health-cards';
import { PlanForm } from '@/features/lab/plan-form';
import { Refused } from '@/features/lab/refused';
import { RunHistory, useLatestRuns } from '@/features/lab/run-history';
import { RunBones, RunView } from '@/features/lab/run-view';
import { asProblem } from '@/lib/problem';
import { Title } from '../title';

// Of a run that is opened by its address, until it says itself.
const USUAL_RIVALS = 10;

/** On a phone, what comes of a press lies below the button. */
function show(place: HTMLElement | null): void {
  if (place && place.getBoundingClientRect().top > window.innerHeight / 2) place.scrollIntoView?.({ block: 'start' });
}

export default function Lab() {
  const { t } = useTranslation('lab');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [fire, firing] = useFireRunMutation();
  const [underway, setUnderway] = useState<Plan | null>(null);
  const [freshId, setFreshId] = useState<string | null>(null);
  const openId = params.get('run');
  const latest = useLatestRuns();
  const place = useRef<HTMLDivElement>(null);
  const send = async (plan: Plan) => {
    setUnderway(plan);
    show(place.current);
    const { data } = await fire(plan);
    if (data) {
      setFreshId(data.id);
      // At once, or the place would be empty for a moment, and everything below it would jump.
      await navigate(`?run=${data.id}`, { preventScrollReset: true, flushSync: true });
    }
    setUnderway(null);
  };
  if (latest.error && asProblem(latest.error).status === 404) return <Closed />;
  return (
    <div className="page py-8 sm:py-12">
      <Title>{t('title')}</Title>
      <h1 className="font-semibold text-3xl sm:text-4xl">{t('title')}</h1>
      <p className="mt-3 max-w-prose text-ink-soft text-lg">{t('lead')}</p>
      <div className="mt-8 grid items-start gap-6 lg:grid-cols-[23rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <PlanForm busy={underway !== null} onSend={send} />
        <div ref={place} className="min-w-0 lg:row-span-2">
          <Announcement run={firing.data} />
          {firing.error && !underway && <Refused error={firing.error} />}
          {underway ? (
            <Underway rivals={underway.rivals} />
          ) : openId ? (
            <OpenRun key={openId} runId={openId} fresh={openId === freshId} />
          ) : (
            <NoRun />
          )}
        </div>
        <div className="grid min-w-0 grid-cols-1 items-start gap-6 sm:max-lg:grid-cols-2">
          <HealthCards />
          <RunHistory openId={openId} />
        </div>
      </div>
    </div>
  );
}

/** In the place of the run that is on its way. */
function Underway({ rivals }: { rivals: number }) {
  return (
    <div aria-busy="true">
      <RunBones rivals={rivals} />
    </div>
  );
}

/** For readers: what came of the run that was just sent. */
function Announcement({ run }: { run: Run | undefined }) {
  const { t } = useTranslation('lab');
  return (
    <p role="status" className="sr-only">
      {run && t(run.verdict.oversold ? 'verdict.oversold' : 'verdict.sound')}{' '}
      {run && t('verdict.won', { count: run.verdict.won, rivals: run.rivals })}
    </p>
  );
}

/** An installation may have no lab: its operator decides. */
function Closed() {
  const { t } = useTranslation('lab');
  return (
    <div className="page py-16">
      <Title>{t('title')}</Title>
      <Empty title={t('closed.title')}>{t('closed.text')}</Empty>
    </div>
  );
}

function NoRun() {
  const { t } = useTranslation('lab');
  return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>;
}

function OpenRun({ runId, fresh }: { runId: string; fresh: boolean }) {
  const { t } = useTranslation('lab');
  const query = useGetConcurrencyRunQuery({ runId });
  return (
    <Resource
      query={query}
      skeleton={<RunBones rivals={USUAL_RIVALS} />}
      failure={({ status }) => (status === 404 ? <Empty title={t('gone.title')}>{t('gone.text')}</Empty> : undefined)}
    >
      {(run) => <RunView run={run} fresh={fresh} />}
    </Resource>
  );
}
