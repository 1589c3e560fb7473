import { Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { formatMoment, formatNumber } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Kind, Run, Scenario } from './api';
import { OutcomeTiles } from './outcome-tiles';
import { Pop } from './pop';
import { asCsv } from './run-figures';
import { SaveText } from './save-text';

const LOOKS = {
  sound: { Icon: ShieldCheck, edge: 'border-l-good', ink: 'text-good' },
  oversold: { Icon: ShieldAlert, edge: 'border-l-bad', ink: 'text-bad' },
  unknown: { Icon: Shield, edge: 'border-l-line', ink: 'text-line' },
};

/** The verdict on a run: by what the database counts, with the very question it was asked. Bones until it is known. */
export function VerdictCard({ run }: { run?: Run }) {
  const { t } = useTranslation('lab');
  const look = run ? LOOKS[run.verdict.oversold ? 'oversold' : 'sound'] : LOOKS.unknown;
  return (
    <Card aria-labelledby={run && 'verdict'} className={cn('border-l-4', look.edge)}>
      <div className="flex items-start gap-4">
        <Pop still={!run} className={cn('size-9 shrink-0', look.ink)}>
          <look.Icon className="size-9" aria-hidden="true" />
        </Pop>
        <div className="min-w-0 flex-1">
          <h2 id={run && 'verdict'} className="font-semibold text-2xl">
            {run ? t(run.verdict.oversold ? 'verdict.oversold' : 'verdict.sound') : <Bone width="16rem" />}
          </h2>
          <p className="figures mt-1 text-lg">{run ? <Counted run={run} /> : <BoneLines width="28rem" />}</p>
          <p className="mt-1 text-ink-faint text-sm">{run ? <About run={run} /> : <BoneLines width="30rem" />}</p>
        </div>
      </div>
      <OutcomeTiles run={run} />
      {run ? <Proof run={run} /> : <div className="mt-5 h-23" />}
    </Card>
  );
}

/** A line, and three of them on phones. */
function BoneLines({ width }: { width: string }) {
  return (
    <>
      <Bone width={width} />
      <span className="block sm:hidden">
        <Bone width={width} />
      </span>
      <span className="block sm:hidden">
        <Bone width="8rem" />
      </span>
    </>
  );
}

function Counted({ run: { verdict, rivals } }: { run: Run }) {
  const { t } = useTranslation('lab');
  const figures = { ...verdict, rivals, count: verdict.won };
  return (
    <>
      {t('verdict.won', figures)} {t(verdict.oversold ? 'verdict.more' : 'verdict.within', figures)}{' '}
      {t('verdict.overlaps', figures)}
    </>
  );
}

function Proof({ run }: { run: Run }) {
  const { t } = useTranslation('lab');
  const { verdict } = run;
  return (
    <>
      <details className="mt-5">
        <summary className="min-h-11 cursor-pointer py-2 font-medium text-brand">{t('verdict.proof')}</summary>
        <Code name={t('verdict.query')}>{verdict.query}</Code>
        <Code name={t('verdict.result')}>{JSON.stringify(verdict.result, null, 1)}</Code>
      </details>
      <div className="mt-3 flex flex-wrap gap-2">
        <CopyButton text={window.location.origin + run.links.page} what={t('verdict.link')} />
        <SaveText name={`lab-${run.id}.csv`} type="text/csv" content={() => asCsv(run)}>
          CSV
        </SaveText>
        <SaveText name={`lab-${run.id}.json`} type="application/json" content={() => JSON.stringify(run, null, 2)}>
          JSON
        </SaveText>
      </div>
    </>
  );
}

function About({ run }: { run: Run }) {
  const { t } = useTranslation('lab');
  const parts = [
    t(`kind.${run.kind as Kind}`),
    t(`scenario.${run.scenario as Scenario}`),
    t('plan.spreadOver', { count: run.spread_ms }),
    t('verdict.within_ms', { ms: formatNumber(run.duration_ms, { maximumFractionDigits: 1 }) }),
    formatMoment(run.created_at, BROWSER_ZONE),
  ];
  return parts.join(' · ');
}

function Code({ name, children }: { name: string; children: string }) {
  return (
    <section aria-label={name} className="mt-2">
      <h3 className="font-medium text-ink-soft text-sm">{name}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        className="mt-1 max-h-64 overflow-auto whitespace-pre-wrap rounded-control bg-sunken p-3 text-sm"
      >
        <code>{children}</code>
      </pre>
    </section>
  );
}
