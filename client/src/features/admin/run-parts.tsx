import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import type { Run } from './api';
import { StateMark, type Tone } from './state-mark';
import { useWord } from './use-word';

const TONES: Record<Run['state'], Tone> = {
  requested: 'wait',
  running: 'info',
  done: 'good',
  failed: 'bad',
  abandoned: 'plain',
};

export function RunState({ state }: { state: Run['state'] }) {
  const { t } = useTranslation('admin');
  return <StateMark tone={TONES[state]}>{t(`runs.state.${state}`)}</StateMark>;
}

/** What a run looked at, repaired and found. */
export function RunCounts({ run: { looked_at, repaired, new_mismatches, problem } }: { run: Run }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const told = (counts: Record<string, number>) =>
    Object.entries(counts).map(([name, count]) => `${word('fact', name)}: ${formatNumber(count)}`);
  const looked = told(looked_at);
  const mended = told(repaired);
  return (
    <ul className="flex flex-col gap-0.5 text-[0.9375rem]">
      {looked.length > 0 && <li>{t('runs.lookedAt', { what: looked.join(', ') })}</li>}
      <li>{mended.length > 0 ? t('runs.repaired', { what: mended.join(', ') }) : t('runs.nothingRepaired')}</li>
      <li>{t('runs.found', { count: new_mismatches })}</li>
      {problem && (
        <li lang="en" className="text-bad">
          {problem}
        </li>
      )}
    </ul>
  );
}
