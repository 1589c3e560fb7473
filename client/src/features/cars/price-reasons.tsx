import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { useDiscountWords, useExtraWords } from '@/components/ui/price-words';
import { formatMoney, formatNumber } from '@/lib/format';
import type { CarQuote } from '@/lib/types';
import { type PriceRule, rulesOf } from './price-rules';

/** The rules behind the lines of a quote, for who wants to know. */
export function PriceReasons({ quote }: { quote?: CarQuote }) {
  const { t } = useTranslation('cars');
  if (!quote) return <Bone width="7rem" />;
  const rules = rulesOf(quote);
  if (rules.length === 0) return null;
  return (
    <details className="group text-[0.9375rem]">
      <summary className="min-h-6 cursor-pointer font-medium text-brand">{t('price.why')}</summary>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-ink-soft">
        {rules.map((rule) => (
          <li key={'code' in rule ? rule.code : rule.is}>
            <Reason rule={rule} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const CHANGE = { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 2 } as const;
const SHARE = { style: 'percent', maximumFractionDigits: 2 } as const;

function Reason({ rule }: { rule: PriceRule }) {
  const { t } = useTranslation('cars');
  const discount = useDiscountWords();
  const extra = useExtraWords();
  switch (rule.is) {
    case 'base':
      return t('price.base', { rate: formatMoney(rule.amount, true), count: rule.count });
    case 'price':
      return t('price.price', { name: rule.name || t('price.special'), rate: formatMoney(rule.amount, true) });
    case 'change':
      return t('price.change', { name: rule.name || t('price.special'), change: formatNumber(rule.share, CHANGE) });
    case 'length':
      return t('price.length', {
        name: discount(rule.code, rule.name) || t('price.discount'),
        change: formatNumber(-rule.share, CHANGE),
        count: rule.days,
      });
    case 'extra':
      return t('price.extra', {
        name: extra(rule.extra, rule.name),
        rate: formatMoney(rule.amount, true),
        count: rule.count,
      });
    case 'service_fee':
      return t('price.fee', { share: formatNumber(rule.share, SHARE) });
    case 'tax':
      return t('price.tax', { share: formatNumber(rule.share, SHARE) });
  }
}
