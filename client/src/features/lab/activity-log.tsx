import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import type { Run } from './api';
import { type Moment, momentsOf } from './run-figures';
import { useCodeWords } from './words';

/** What has happened until `at`, the latest first. It stops with the picture, so that it can be read. */
export function ActivityLog({ run, at }: { run: Run; at: number }) {
  const { t } = useTranslation('lab');
  const shown = momentsOf(run).filter((moment) => moment.at <= at);
  return (
    <>
      <h3 id="activity" className="mt-6 mb-2 font-medium">
        {t('log.title')}
      </h3>
      <section
        aria-labelledby="activity"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
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
