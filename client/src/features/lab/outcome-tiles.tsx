import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { formatNumber } from '@/lib/format';
import type { Run } from './api';
import { outcomesOf, percentile, type Tone } from './run-figures';
import { useCodeWords } from './words';

const TONES: Record<Tone, string> = {
  granted: 'border-good bg-good-soft',
  refused: 'border-edge bg-sunken',
  later: 'border-amber bg-amber-soft',
  missing: 'border-bad bg-bad-soft',
};
const SHARES = [50, 95, 99];
const TILE = 'flex flex-col rounded-control border p-3';

/** How many had which answer, and how soon. */
export function OutcomeTiles({ run }: { run: Run }) {
  const { t } = useTranslation('lab');
  const words = useCodeWords();
  return (
    <>
      <ul aria-label={t('tiles.outcomes')} className="mt-5 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {outcomesOf(run).map(({ code, count, tone, status }) => (
          <li key={code} className={cn(TILE, TONES[tone])}>
            <strong className="figures text-2xl">{count}</strong>
            <span className="text-sm">{words(code)}</span>
            <span className="figures text-ink-soft text-sm">{status ?? '–'}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {SHARES.map((share) => (
          <div key={share} className="flex gap-2">
            <dt className="text-ink-soft">{t('tiles.answered', { share })}</dt>
            <dd className="figures font-medium">{shownTime(percentile(run.results, share / 100))}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const shownTime = (ms: number | null) => (ms === null ? '–' : `${formatNumber(ms, { maximumFractionDigits: 1 })} ms`);
