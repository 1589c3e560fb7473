import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import type { Rival, Run } from './api';
import { useCodeWords } from './words';

const TIMES = ['sent_ms', 'answered_ms', 'lock_wait_ms', 'transaction_ms'] as const;
const CELL = 'px-3 py-1.5 text-right';

/** The lanes again, as figures. */
export function ResultsTable({ run }: { run: Run }) {
  const { t } = useTranslation('lab');
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-medium text-brand">{t('table.title')}</summary>
      <section
        aria-label={t('table.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-control border border-line"
      >
        <table className="figures w-full text-sm">
          <thead className="sticky top-0 bg-surface text-ink-soft">
            <tr>
              {(['rival', ...TIMES, 'status', 'code'] as const).map((name) => (
                <th key={name} scope="col" className={`${CELL} font-medium`}>
                  {t(`table.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.results.map((rival) => (
              <Row key={rival.index} rival={rival} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Row({ rival }: { rival: Rival }) {
  const words = useCodeWords();
  return (
    <tr className="border-line border-t">
      <th scope="row" className={`${CELL} font-normal`}>
        {rival.index + 1}
      </th>
      {TIMES.map((name) => (
        <td key={name} className={CELL}>
          {rival[name] === null ? '–' : formatNumber(rival[name], { maximumFractionDigits: 3 })}
        </td>
      ))}
      <td className={CELL}>{rival.status ?? '–'}</td>
      <td className={CELL}>{words(rival.code)}</td>
    </tr>
  );
}
