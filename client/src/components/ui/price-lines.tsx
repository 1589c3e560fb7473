import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import type { Money as Amount, QuoteLine } from '@/lib/types';
import { Bone } from './bone';
import { Money } from './money';

type Shown = { lines: QuoteLine[]; total: Amount; rules?: { [key: string]: unknown }[] };

/** What a line is called: in the reader's words where it is one that every quote has, else in the owner's. */
function useLineWords(quote: Shown | undefined): (line: QuoteLine) => string {
  const { t } = useTranslation();
  const base = quote?.rules?.find((rule) => rule.rule === 'base');
  return (line) => {
    if (line.code === 'service_fee' || line.code === 'tax') return t(`price.${line.code}`);
    if (line.code !== base?.code || base.unit !== 'day' || typeof base.amount !== 'number') return line.label;
    const rate = { amount: base.amount, currency: line.amount.currency };
    return t('price.days', { count: Math.round(line.amount.amount / base.amount), rate: formatMoney(rate) });
  };
}

/** The sum, line by line, as the server made it. Without `quote` it keeps the place of an ordinary one. */
export function PriceLines({ quote }: { quote?: Shown }) {
  const { t } = useTranslation();
  const wordsOf = useLineWords(quote);
  return (
    <dl className="flex flex-col gap-2 text-[0.9375rem]">
      {quote
        ? quote.lines.map((line) => <Line key={line.code} line={line} name={wordsOf(line)} />)
        : [1, 2, 3].map((row) => <Line key={row} />)}
      <div className="mt-1 flex items-baseline justify-between gap-4 border-line border-t pt-3 font-semibold text-lg">
        <dt>{t('price.total')}</dt>
        <dd>{quote ? <Money of={quote.total} /> : <Bone width="5rem" />}</dd>
      </div>
    </dl>
  );
}

function Line({ line, name }: { line?: QuoteLine; name?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 text-ink-soft">
      <dt>{name ?? <Bone width="8rem" />}</dt>
      <dd>{line ? <Money of={line.amount} /> : <Bone width="4rem" />}</dd>
    </div>
  );
}
