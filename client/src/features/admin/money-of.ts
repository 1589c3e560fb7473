import type { Money } from '@/lib/types';
import type { Happening } from './api';

/** Money in the details of something that happened, where there is some. */
function moneyIn(details: Happening['details'], name: string): Money | null {
  const value: unknown = details[name];
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value)) return null;
  return { amount: Number(value.amount), currency: String(value.currency) };
}

type Entry = {
  key: string;
  at: string;
  type: 'payment' | 'refund';
  state: string | null;
  reason: string | null;
  money: Record<'amount' | 'owner' | 'fee' | 'tax', Money | null>;
};

/** What came in and what goes back, each once, by what is known of it last. */
export function ledgerOf(timeline: readonly Happening[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { source, at, outcome, details } of timeline) {
    if (source !== 'payment' && source !== 'refund') continue;
    const key = String(details.key ?? details.payment_id);
    const money = {
      amount: moneyIn(details, 'amount'),
      owner: moneyIn(details, 'owner'),
      fee: moneyIn(details, 'fee'),
      tax: moneyIn(details, 'tax'),
    };
    const reason = details.reason ? String(details.reason) : null;
    entries.set(key, { key, at: entries.get(key)?.at ?? at, type: source, state: outcome, reason, money });
  }
  return [...entries.values()];
}

/** What is left of what came in, in minor units. */
export function leftOf(entries: readonly Entry[]): number {
  const sum = (type: Entry['type']) =>
    entries.reduce((total, entry) => (entry.type === type ? total + (entry.money.amount?.amount ?? 0) : total), 0);
  return sum('payment') - sum('refund');
}
