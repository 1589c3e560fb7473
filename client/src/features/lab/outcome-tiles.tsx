import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { cn } from '@/components/ui/class-names';
import { Repeat } from '@/components/ui/repeat';
import { formatNumber } from '@/lib/format';
import type { Run } from './api';
import { type Outcome, outcomesOf, percentile, type Tone } from './run-figures';
import { useCodeWords } from './words';

const TONES: Record<Tone, string> = {
  granted: 'border-good bg-good-soft',
  refused: 'border-edge bg-sunken',
  later: 'border-amber bg-amber-soft',
  missing: 'border-bad bg-bad-soft',
};
const SHARES = [50, 95, 99];
const TILE = 'flex flex-col rounded-control border p-3';

/** How many had which answer, and how soon: mostly there are two, so there are as many bones. */
export function OutcomeTiles({ run }: { run?: Run }) {
  const { t } = useTranslation('lab');
  return (
    <>
      <ul aria-label={t('tiles.outcomes')} className="mt-5 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {run ? outcomesOf(run).map((outcome) => <Tile key={outcome.code} {...outcome} />) : <TileBones />}
      </ul>
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {SHARES.map((share) => (
          <div key={share} className="flex gap-2">
            <dt className="text-ink-soft">{t('tiles.answered', { share })}</dt>
            <dd className="figures font-medium">
              {run ? shownTime(percentile(run.results, share / 100)) : <Bone width="4rem" />}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Tile({ code, count, tone, status }: Outcome) {
  const words = useCodeWords();
  return (
    <li className={cn(TILE, TONES[tone])}>
      <strong className="figures text-2xl">{count}</strong>
      <span className="text-sm">{words(code)}</span>
      <span className="figures text-ink-soft text-sm">{status ?? '–'}</span>
    </li>
  );
}

function TileBones() {
  return (
    <Repeat times={2}>
      <li className={cn(TILE, 'border-line')}>
        <strong className="text-2xl">
          <Bone width="2rem" />
        </strong>
        <span className="text-sm">
          <Bone width="6rem" />
        </span>
        <span className="text-sm">
          <Bone width="2rem" />
        </span>
      </li>
    </Repeat>
  );
}

const shownTime = (ms: number | null) => (ms === null ? '–' : `${formatNumber(ms, { maximumFractionDigits: 1 })} ms`);
