import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { Notice } from '@/components/ui/notice';
import { Resource } from '@/components/ui/resource';
import { type Plan, type Run, useFireRunMutation, useGetConcurrencyRunQuery } from '@/features/lab/api';
import { HealthCards } from '@/features/lab/health-cards';
import { PlanForm } from '@/features/lab/plan-form';
import { RunHistory, useLatestRuns } from '@/features/lab/run-history';
import { RunView } from '@/features/lab/run-view';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { Title } from '../title';

export default function Lab() {
  const { t } = useTranslation('lab');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [fire, firing] = useFireRunMutation();
  const [freshId, setFreshId] = useState<string | null>(null);
  const openId = params.get('run');
  const latest = useLatestRuns();
  const send = async (plan: Plan) => {
    const { data } = await fire(plan);
    if (!data) return;
    setFreshId(data.id);
    await navigate(`?run=${data.id}`, { preventScrollReset: true });
  };
  if (latest.error && asProblem(latest.error).status === 404) return <Closed />;
  return (
    <div className="page py-8 sm:py-12">
      <Title>{t('title')}</Title>
      <h1 className="font-semibold text-3xl sm:text-4xl">{t('title')}</h1>
      <p className="mt-3 max-w-prose text-ink-soft text-lg">{t('lead')}</p>
      <div className="mt-8 grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <PlanForm busy={firing.isLoading} onSend={send} />
        <div className="min-w-0">
          <Announcement run={firing.data} />
          {firing.error && !firing.isLoading && <Refused error={firing.error} />}
          {openId ? <OpenRun key={openId} runId={openId} fresh={openId === freshId} /> : <NoRun />}
          <div className="mt-6 grid items-start gap-6 md:grid-cols-2">
            <RunHistory openId={openId} />
            <HealthCards />
          </div>
        </div>
      </div>
    </div>
  );
}

/** For readers: what came of the run that was just sent. */
function Announcement({ run }: { run: Run | undefined }) {
  const { t } = useTranslation('lab');
  return (
    <p role="status" className="sr-only">
      {run && t(run.verdict.oversold ? 'verdict.oversold' : 'verdict.sound')}{' '}
      {run && t('verdict.won', { won: run.verdict.won, rivals: run.rivals })}
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

function Refused({ error }: { error: unknown }) {
  const words = useProblemWords()(asProblem(error));
  return (
    <Notice tone="wait" role="alert" title={words.title} className="mb-6">
      {words.detail}
    </Notice>
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
      skeleton={<RunBones />}
      failure={({ status }) => (status === 404 ? <Empty title={t('gone.title')}>{t('gone.text')}</Empty> : undefined)}
    >
      {(run) => <RunView run={run} fresh={fresh} />}
    </Resource>
  );
}

function RunBones() {
  return (
    <Card className="min-h-96">
      <p className="text-2xl">
        <Bone width="16rem" />
      </p>
      <p className="mt-2 text-lg">
        <Bone width="24rem" />
      </p>
    </Card>
  );
}
