import { useTranslation } from 'react-i18next';
import type { QuoteLine } from '@/lib/types';
import { Bone } from './bone';
import { Money } from './money';
import { type Shown, useLineWords } from './price-words';

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
