// One change for many listings while it is being put together.

import { CURRENCY } from './amount';
import type { Stated } from './api';
import { isWithin, type RuleName, rulesOf } from './policy-rules';
import type { Act, FleetKind, OwnListing } from './types';

export type Terms = 'flexible' | 'moderate' | 'strict';
export type Topic = 'price' | 'rules' | 'visibility';

export type BulkDraft = {
  topic: Topic;
  by: 'percent' | 'amount';
  dearer: boolean;
  percent: number | null;
  amount: number | null;
  rules: Partial<Record<RuleName, number | null>>;
  terms: Terms | '';
  act: Act | '';
  /** What is taken down for good has to be ticked. */
  sure: boolean;
};

export const blankDraft = (kind: FleetKind): BulkDraft => ({
  topic: kind === 'events' ? 'rules' : 'price',
  by: 'percent',
  dearer: true,
  percent: null,
  amount: null,
  rules: {},
  terms: '',
  act: '',
  sure: false,
});

// The server's bounds: less than a tenth of a price is a slip, and so is more than six times as much.
export const MOST_DEARER = 500;
export const MOST_CHEAPER = 90;
const HIGHEST_PRICE = 10_000_000;
const WHOLE = 100;

const VISIBILITY_AFTER = { publish: 'published', pause: 'paused', retire: 'retired' } as const;

const PRICE_FIELD = { cars: 'daily_rate', 'time-slots': 'price' } as const;

export const signedPercent = ({ percent, dearer }: BulkDraft) => (percent ?? 0) * (dearer ? 1 : -1);

/** As the server rounds: to a whole minor unit, halves up; prices are never below nothing. */
const raised = (amount: number, percent: number) => Math.round((amount * (WHOLE + percent)) / WHOLE);

const inRange = (value: number | null, least: number, most: number): value is number =>
  value !== null && value >= least && value <= most;

function priceChange(draft: BulkDraft, kind: FleetKind): Stated | null {
  if (kind === 'events') return null;
  if (draft.by === 'percent') {
    const good = inRange(draft.percent, 1, draft.dearer ? MOST_DEARER : MOST_CHEAPER);
    return good ? { percent: signedPercent(draft) } : null;
  }
  // A car that costs nothing was mistyped; a room may be free.
  const good = inRange(draft.amount, kind === 'cars' ? 1 : 0, HIGHEST_PRICE);
  return good ? { [PRICE_FIELD[kind]]: { amount: draft.amount, currency: CURRENCY } } : null;
}

function rulesChange({ rules, terms }: BulkDraft, kind: FleetKind): Stated | null {
  const stated = rulesOf(kind).flatMap((name) => {
    const value = rules[name] ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  if (stated.some(([name, value]) => !isWithin(name, value))) return null;
  const policy = { ...Object.fromEntries(stated), ...(terms && { cancellation: { name: terms } }) };
  return Object.keys(policy).length > 0 ? { policy } : null;
}

/** What is to be sent; null while it is not whole. */
export function changesOf(draft: BulkDraft, kind: FleetKind): Stated | null {
  if (draft.topic === 'price') return priceChange(draft, kind);
  if (draft.topic === 'rules') return rulesChange(draft, kind);
  if (!draft.act || (draft.act === 'retire' && !draft.sure)) return null;
  return { visibility: VISIBILITY_AFTER[draft.act] };
}

/** What one listing would cost; null where its price stays. */
export function priceAfter(listing: OwnListing, draft: BulkDraft): { before: number; after: number } | null {
  if (draft.topic !== 'price' || listing.kind === 'events') return null;
  const before = 'daily_rate' in listing ? listing.daily_rate.amount : 'price' in listing ? listing.price.amount : null;
  if (before === null) return null;
  return { before, after: draft.by === 'percent' ? raised(before, signedPercent(draft)) : (draft.amount ?? before) };
}
