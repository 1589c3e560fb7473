// Why a quote is what it is: its rules, which the document leaves open, as sentences have need of them.
import type { CarQuote, Money } from '@/lib/types';

type Kept = CarQuote['rules'][number];

export type PriceRule =
  | { is: 'base'; amount: Money; count: number }
  /** Another price on some days: as it is, or as a share more or less. */
  | { is: 'price'; code: string; name: string; amount: Money }
  | { is: 'change'; code: string; name: string; share: number }
  | { is: 'length'; code: string; name: string; share: number; days: number }
  | { is: 'extra'; code: string; extra: string; name: string; amount: Money; count: number }
  | { is: 'service_fee' | 'tax'; share: number };

const WHOLE = 10_000;
const EXTRA = 'extra:';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

function read(rule: Kept, quote: CarQuote): PriceRule | null {
  const { currency } = quote.total;
  const amount = { amount: number(rule.amount), currency };
  const share = number(rule.basis_points) / WHOLE;
  const [code, name] = [text(rule.id), text(rule.name)];
  switch (rule.rule) {
    case 'base':
      return { is: 'base', amount, count: quote.days ?? 1 };
    case 'weekday':
    case 'season':
    case 'date':
      return 'amount' in rule ? { is: 'price', code, name, amount } : { is: 'change', code, name, share };
    case 'length':
      return { is: 'length', code, name, share, days: number(rule.at_least) };
    case 'service_fee':
    case 'tax':
      return { is: rule.rule, share };
    default:
      return 'quantity' in rule ? extraOf(rule, amount) : null;
  }
}

function extraOf(rule: Kept, amount: Money): PriceRule {
  const code = text(rule.rule);
  const extra = code.slice(EXTRA.length);
  return { is: 'extra', code, extra, name: text(rule.label), amount, count: number(rule.quantity) };
}

/** A rule of a kind that came later than this page is left out: the lines above it still sum up. */
export const rulesOf = (quote: CarQuote): PriceRule[] =>
  quote.rules.map((rule) => read(rule, quote)).filter((rule) => rule !== null);
