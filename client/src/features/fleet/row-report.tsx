import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '@/components/ui/segmented';

// More rows than this only when asked for: a file may have five thousand lines.
const SHOWN_AT_FIRST = 100;

const LOOK = {
  done: { Icon: CircleCheck, look: 'text-good' },
  same: { Icon: CircleMinus, look: 'text-ink-faint' },
  refused: { Icon: CircleAlert, look: 'text-bad' },
};

export type ReportRow = { key: string; name: ReactNode; outcome: keyof typeof LOOK; said: string; why?: ReactNode };

/** What became of each row. The refused ones come first to sight: they are what is left to do. */
export function RowReport({ rows }: { rows: readonly ReportRow[] }) {
  const { t } = useTranslation('fleet');
  const refused = rows.filter(({ outcome }) => outcome === 'refused');
  const [show, setShow] = useState<'refused' | 'all'>(refused.length > 0 ? 'refused' : 'all');
  const [whole, setWhole] = useState(false);
  const wanted = show === 'all' ? rows : refused;
  const shown = whole ? wanted : wanted.slice(0, SHOWN_AT_FIRST);
  return (
    <div className="flex flex-col gap-3">
      {refused.length > 0 && refused.length < rows.length && (
        <Segmented
          label={t('report.show')}
          quiet
          value={show}
          onChange={setShow}
          options={[
            { value: 'refused', label: t('report.refused', { count: refused.length }) },
            { value: 'all', label: t('report.all', { count: rows.length }) },
          ]}
        />
      )}
      <ul className="flex flex-col divide-y divide-line border-line border-y">
        {shown.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
      {shown.length < wanted.length && (
        <button type="button" onClick={() => setWhole(true)} className="min-h-11 self-start font-medium underline">
          {t('report.more', { count: wanted.length - shown.length })}
        </button>
      )}
    </div>
  );
}

function Row({ row: { name, outcome, said, why } }: { row: ReportRow }) {
  const { Icon, look } = LOOK[outcome];
  return (
    <li className="flex items-start gap-3 py-2.5 text-[0.9375rem]">
      <Icon className={`mt-0.5 size-5 shrink-0 ${look}`} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">{name}</span>
          <span className="text-ink-soft">{said}</span>
        </p>
        {why && <div className="wrap-anywhere text-bad text-sm">{why}</div>}
      </div>
    </li>
  );
}
