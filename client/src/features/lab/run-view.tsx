import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { ActivityLog } from './activity-log';
import type { Run } from './api';
import { CapacityLine, HEIGHT } from './capacity-line';
import { Lanes, lanesHeight } from './lanes';
import { ReplayButton } from './replay-button';
import { ResultsTable } from './results-table';
import { LETTERS } from './run-figures';
import { type Replay, useReplay } from './use-replay';
import { VerdictCard } from './verdict-card';

/** A run: its verdict, and what happened in it, to be looked at again in slow motion. */
export function RunView({ run, fresh }: { run: Run; fresh: boolean }) {
  const replay = useReplay(run.duration_ms, fresh);
  const { at } = replay;
  return (
    <div className="flex flex-col gap-6">
      <VerdictCard run={run} />
      <Picture
        bar={<ReplayBar replay={replay} duration={run.duration_ms} />}
        lanes={<Lanes run={run} at={at} />}
        places={<CapacityLine run={run} at={at} />}
        log={<ActivityLog run={run} replay={replay} />}
        table={<ResultsTable run={run} />}
      />
    </div>
  );
}

type BonesProps = { rivals: number };

/** A run that is on its way: as tall as it will be, so that nothing moves when it comes. */
export function RunBones({ rivals }: BonesProps) {
  return (
    <div className="flex flex-col gap-6" aria-hidden="true">
      <VerdictCard />
      <Picture
        bar={<div className="h-11 w-full sm:w-auto" />}
        lanes={<Block height={lanesHeight(rivals)} />}
        places={<Block height={HEIGHT} />}
        log={<ActivityLog />}
        table={<div className="h-11" />}
      />
    </div>
  );
}

const Block = ({ height }: { height: number }) => (
  <div style={{ height }} className="animate-pulse-late rounded-control bg-sunken" />
);

type PictureProps = Record<'bar' | 'lanes' | 'places' | 'log' | 'table', ReactNode>;

function Picture({ bar, lanes, places, log, table }: PictureProps) {
  const { t } = useTranslation('lab');
  return (
    <Card aria-labelledby="lanes">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="lanes" className="font-semibold text-lg">
          {t('lanes.title')}
        </h2>
        {bar}
      </div>
      <Legend />
      {lanes}
      <h3 className="mt-6 mb-1 font-medium">{t('capacity.title')}</h3>
      {places}
      {log}
      <p className="mt-4 text-ink-faint text-sm">{t('lanes.note')}</p>
      {table}
    </Card>
  );
}

function ReplayBar({ replay, duration }: { replay: Replay; duration: number }) {
  const { t } = useTranslation('lab');
  const { at, seek } = replay;
  return (
    <div className="flex w-full items-center gap-3 sm:w-auto">
      <input
        type="range"
        min={0}
        max={duration}
        step="any"
        value={at}
        onChange={(event) => seek(Number(event.target.value))}
        aria-label={t('replay.time')}
        aria-valuetext={t('replay.at', { ms: Math.round(at) })}
        className="h-11 w-36 min-w-0 flex-1 accent-brand"
      />
      <ReplayButton replay={replay} className="min-w-38" />
    </div>
  );
}

const SWATCHES = {
  travel: 'bg-edge h-0.5',
  wait: 'h-4 rounded-sm border border-amber bg-amber-soft',
  transaction: 'h-4 rounded-sm border border-brand bg-brand-soft',
} as const;

function Legend() {
  const { t } = useTranslation('lab');
  return (
    <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-ink-soft text-sm">
      {(Object.keys(SWATCHES) as (keyof typeof SWATCHES)[]).map((name) => (
        <li key={name} className="flex items-center gap-2">
          <span className="grid w-5 place-items-center" aria-hidden="true">
            <span
              className={`grid w-full place-items-center font-semibold text-[0.625rem] text-ink leading-none ${SWATCHES[name]}`}
            >
              {LETTERS[name]}
            </span>
          </span>
          {t(`phase.${name}.name`)}
        </li>
      ))}
    </ul>
  );
}
