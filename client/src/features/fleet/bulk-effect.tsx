import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { formatMoney } from '@/lib/format';
import { CURRENCY } from './amount';
import { type BulkDraft, changesOf, priceAfter, signedPercent } from './bulk-draft';
import { rulesOf, ruleWords } from './policy-rules';
import type { FleetKind } from './types';
import type { Choice } from './use-choice';

const EXAMPLES = 5;

type EffectProps = { draft: BulkDraft; kind: FleetKind; choice: Choice };

/** What would happen, before it does: in words, and to the cent for those in sight. */
export function BulkEffect({ draft, kind, choice }: EffectProps) {
  const { t } = useTranslation('fleet');
  const sentences = useSentences(draft, kind, choice.count);
  if (!changesOf({ ...draft, sure: true }, kind)) return null;
  return (
    <Notice tone={draft.act === 'retire' && draft.topic === 'visibility' ? 'bad' : 'info'} title={t('bulk.effect')}>
      <ul className="flex flex-col gap-1">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <PriceExamples draft={draft} choice={choice} />
    </Notice>
  );
}

function useSentences(draft: BulkDraft, kind: FleetKind, count: number): string[] {
  const { t } = useTranslation('fleet');
  if (draft.topic === 'visibility')
    return draft.act ? [t(`act.${draft.act}.many`, { count }), t('bulk.bookedStays')] : [];
  if (draft.topic === 'price') {
    const amount = formatMoney({ amount: draft.amount || 0, currency: CURRENCY });
    const percent = Math.abs(signedPercent(draft));
    const said =
      draft.by === 'amount'
        ? t('bulk.toAmount', { count, amount })
        : t(draft.dearer ? 'bulk.dearer' : 'bulk.cheaper', { count, percent });
    return [said, t('bulk.bookedPrice')];
  }
  const rules = rulesOf(kind).flatMap((name) => {
    const value = draft.rules[name] ?? null;
    return value === null ? [] : [t(`rule.${name}.says`, { value: ruleWords(name, value), count: value })];
  });
  const terms = draft.terms ? [t(`terms.${draft.terms}.text`)] : [];
  return [t('bulk.rulesFor', { count }), ...rules, ...terms, t('bulk.bookedRules')];
}

function PriceExamples({ draft, choice }: { draft: BulkDraft; choice: Choice }) {
  const { t } = useTranslation('fleet');
  const priced = choice.rows.flatMap((row) => {
    const price = priceAfter(row, draft);
    return price ? [{ row, ...price }] : [];
  });
  if (priced.length === 0) return null;
  const more = choice.count - Math.min(priced.length, EXAMPLES);
  return (
    <ul className="mt-3 flex flex-col gap-1 border-line border-t pt-3">
      {priced.slice(0, EXAMPLES).map(({ row, before, after }) => (
        <li key={row.id} className="flex items-baseline gap-2">
          <span className="mr-auto min-w-0 truncate">{row.title}</span>
          <Money of={{ amount: before, currency: CURRENCY }} className="text-ink-faint" />
          <ArrowRight className="size-3.5 self-center" aria-label={t('bulk.becomes')} />
          <Money of={{ amount: after, currency: CURRENCY }} className="font-semibold text-ink" />
        </li>
      ))}
      {more > 0 && <li className="text-sm">{t('bulk.andMore', { count: more })}</li>}
    </ul>
  );
}
