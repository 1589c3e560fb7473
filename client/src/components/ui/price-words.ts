// What is charged for, in the reader's words: known by its code and the rule behind it. What an owner named keeps its name.
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import type { Money, QuoteLine } from '@/lib/types';
import { formatLength } from './wording';

type Rule = { [key: string]: unknown };
export type Shown = { lines: QuoteLine[]; total: Money; rules?: Rule[] };

/** Discounts that hold where an owner has stated none, under the names that the server gives them. */
const USUAL = { weekly: 'Weekly discount', monthly: 'Monthly discount' };
type Usual = keyof typeof USUAL;
const WEEKEND = [4, 5, 6];
/** What sections and how many of them are called by the server: "2 x Balcony". */
const PLACES = /^(\d+) x /;

type Named = (code: string, name: string) => string;

/** The name of an extra; one that came later than this page has the server's. */
export function useExtraWords(): Named {
  const { t } = useTranslation();
  return (code, defaultValue) => t(`extra.${code as 'roof_rack'}`, { defaultValue });
}

/** The name of a discount by the id of its rule: its owner's, or ours where it is a usual one. */
export function useDiscountWords(): Named {
  const { t } = useTranslation();
  return (id, name) => (USUAL[id as Usual] === name ? t(`price.usual.${id as Usual}`) : name);
}

function usualName({ rule, weekdays }: Rule) {
  if (rule !== 'weekday') return rule === 'season' ? 'season' : 'date';
  return Array.isArray(weekdays) && weekdays.every((day) => WEEKEND.includes(day)) ? 'weekend' : 'weekday';
}

const text = (value: unknown) => String(value ?? '');

/** Units of a listing at their price: days of a car, slots of a room, or a window as a whole. */
function useUnitWords(unit: string): (line: QuoteLine) => string {
  const { t } = useTranslation();
  return ({ label, amount }) => {
    if (unit === 'booking') return t('price.whole');
    // The server's words begin with their number, and a price of nothing does not tell it.
    const count = Number.parseInt(label, 10);
    if (!count) return label;
    const rate = formatMoney({ ...amount, amount: Math.round(amount.amount / count) });
    if (unit === 'day') return t('price.days', { count, rate });
    const [, minutes] = /(\d+) minutes/.exec(unit) ?? [];
    return minutes ? t('price.slots', { count, length: formatLength(Number(minutes)), rate }) : label;
  };
}

/** What each line of a quote is called. */
export function useLineWords(quote: Shown | undefined): (line: QuoteLine) => string {
  const { t } = useTranslation();
  const rules = quote?.rules ?? [];
  const base = rules.find(({ rule }) => rule === 'base');
  const units = useUnitWords(text(base?.unit));
  const extra = useExtraWords();
  const discount = useDiscountWords();

  const discounted = (id: string, label: string) => {
    const rule = rules.find((one) => one.id === id);
    if (!rule || rule.name) return discount(id, label);
    return t(base?.unit === 'day' ? 'price.fromDays' : 'price.fromSlots', { count: Number(rule.at_least) });
  };

  return (line) => {
    const { code, label } = line;
    if (code === 'service_fee' || code === 'tax') return t(`price.${code}`);
    if (base && code === base.code) return units(line);
    const [what, id = ''] = code.split(':');
    if (what === 'extra') return extra(id, label);
    if (what === 'discount') return discounted(id, label);
    if (what === 'section') return label.replace(PLACES, '$1 × ');
    const rule = what === base?.code && rules.find((one) => one.id === id);
    if (!rule) return label;
    return t('price.ruled', { line: units(line), name: text(rule.name) || t(`price.rule.${usualName(rule)}`) });
  };
}
