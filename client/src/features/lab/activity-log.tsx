import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import type { Run } from './api';
import { ReplayButton } from './replay-button';
import { type Moment, momentsOf } from './run-figures';
import type { Replay } from './use-replay';
import { useCodeWords } from './words';

/** What has happened so far, the latest first. It stops with the picture, so that it can be read. */
export function ActivityLog({ run, replay }: { run: Run; replay: Replay } | { run?: never; replay?: never }) {
  const { t } = useTranslation('lab');
  const shown = run ? momentsOf(run).filter(({ at }) => at <= replay.at) : [];
  return (
    <>
      <div className="mt-4 mb-1 flex min-h-11 items-center justify-between gap-3">
        <h3 id="activity" className="font-medium">
          {t('log.title')}
        </h3>
        {run && <ReplayButton replay={replay} tone="quiet" className="-mr-3 max-sm:-mr-2" />}
      </div>
      <section
        aria-labelledby="activity"
        tabIndex={run && 0}
        className="h-72 overflow-auto rounded-control border border-line bg-sunken p-3"
      >
        <ol className="figures flex flex-col gap-0.5 text-sm">
          {shown.toReversed().map((moment) => (
            <Entry key={`${moment.index} ${moment.code}`} moment={moment} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Entry({ moment: { at, index, status, code } }: { moment: Moment }) {
  const { t } = useTranslation('lab');
  const words = useCodeWords();
  const rival = index + 1;
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-2">
      <span className="text-right text-ink-faint">
        {formatNumber(at, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ms
      </span>
      <span>
        {code === null
          ? t('log.sent', { rival })
          : t('log.answered', { rival, status: status ?? '–', code: words(code) })}
      </span>
    </li>
  );
}
