import { useTranslation } from 'react-i18next';
import type { Money as Amount, QuoteLine } from '@/lib/types';
import { Bone } from './bone';
import { Money } from './money';

/** The sum, line by line, as the server made it. Without `quote` it keeps the place of an ordinary one. */
export function PriceLines({ quote }: { quote?: { lines: QuoteLine[]; total: Amount } }) {
  const { t } = useTranslation();
  return (
    <dl className="flex flex-col gap-2 text-[0.9375rem]">
      {quote
        ? quote.lines.map((line) => <Line key={line.code} line={line} />)
        : [1, 2, 3].map((row) => <Line key={row} />)}
      <div className="mt-1 flex items-baseline justify-between gap-4 border-line border-t pt-3 font-semibold text-lg">
        <dt>{t('price.total')}</dt>
        <dd>{quote ? <Money of={quote.total} /> : <Bone width="5rem" />}</dd>
      </div>
    </dl>
  );
}

function Line({ line }: { line?: QuoteLine }) {
  return (
    <div className="flex items-baseline justify-between gap-4 text-ink-soft">
      <dt>{line ? line.label : <Bone width="8rem" />}</dt>
      <dd>{line ? <Money of={line.amount} /> : <Bone width="4rem" />}</dd>
    </div>
  );
}
