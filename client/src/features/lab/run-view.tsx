import { Pause, Play, RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ActivityLog } from './activity-log';
import type { Run } from './api';
import { CapacityLine } from './capacity-line';
import { Lanes } from './lanes';
import { ResultsTable } from './results-table';
import { LETTERS } from './run-figures';
import { type Replay, useReplay } from './use-replay';
import { VerdictCard } from './verdict-card';

/** A run: its verdict, and what happened in it, to be looked at again in slow motion. */
export function RunView({ run, fresh }: { run: Run; fresh: boolean }) {
  const { t } = useTranslation('lab');
  const replay = useReplay(run.duration_ms, fresh);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the verdict lies below the button that asked for it.
    if (fresh) top.current?.scrollIntoView?.({ block: 'nearest' });
  }, [fresh]);
  return (
    <div ref={top} className="flex flex-col gap-6">
      <VerdictCard run={run} />
      <Card aria-labelledby="lanes">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="lanes" className="font-semibold text-lg">
            {t('lanes.title')}
          </h2>
          <ReplayBar replay={replay} duration={run.duration_ms} />
        </div>
        <Legend />
        <Lanes run={run} at={replay.at} />
        <h3 className="mt-6 mb-1 font-medium">{t('capacity.title')}</h3>
        <CapacityLine run={run} at={replay.at} />
        <ActivityLog run={run} at={replay.at} />
        <p className="mt-4 text-ink-faint text-sm">{t('lanes.note')}</p>
        <ResultsTable run={run} />
      </Card>
    </div>
  );
}

function ReplayBar({ replay, duration }: { replay: Replay; duration: number }) {
  const { t } = useTranslation('lab');
  const { at, playing, play, pause, seek } = replay;
  const [act, Icon] = playing
    ? (['pause', Pause] as const)
    : at < duration
      ? (['play', Play] as const)
      : (['again', RotateCcw] as const);
  return (
    <div className="flex items-center gap-3">
      <input
        type="range"
        min={0}
        max={duration}
        step="any"
        value={at}
        onChange={(event) => seek(Number(event.target.value))}
        aria-label={t('replay.time')}
        aria-valuetext={t('replay.at', { ms: Math.round(at) })}
        className="h-11 w-36 accent-brand"
      />
      <Button tone="plain" onClick={playing ? pause : play}>
        <Icon className="size-4" aria-hidden="true" />
        {t(`replay.${act}`)}
      </Button>
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
