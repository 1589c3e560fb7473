// The rules that owners state: which there are for a kind, and the bounds of each, which are the server's.
import { daysWords, lengthWords } from './length-words';
import type { FleetKind } from './types';

export const RULE_NAMES = [
  'lead_time_minutes',
  'horizon_days',
  'shortest_minutes',
  'longest_days',
  'buffer_minutes',
  'hold_minutes',
  'quantity_limit',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export const BOUNDS: Record<RuleName, readonly [least: number, most: number]> = {
  lead_time_minutes: [0, 43_200],
  horizon_days: [1, 730],
  shortest_minutes: [0, 43_200],
  longest_days: [1, 366],
  buffer_minutes: [0, 10_080],
  hold_minutes: [1, 60],
  quantity_limit: [1, 100],
};

const OF_WINDOWS: readonly RuleName[] = RULE_NAMES.filter((name) => name !== 'quantity_limit');
const OF_PLACES: readonly RuleName[] = ['lead_time_minutes', 'horizon_days', 'hold_minutes', 'quantity_limit'];

export const rulesOf = (kind: FleetKind) => (kind === 'events' ? OF_PLACES : OF_WINDOWS);

/** Stated in whatever unit fits; the others are counted in what their name says. */
const LENGTHS: readonly RuleName[] = ['lead_time_minutes', 'shortest_minutes', 'buffer_minutes'];
export const isLength = (name: RuleName) => LENGTHS.includes(name);

/** The value as people say it: "2 hours", "30 days", "4". */
export function ruleWords(name: RuleName, value: number): string {
  if (name === 'quantity_limit') return String(value);
  return name.endsWith('_days') ? daysWords(value) : lengthWords(value);
}

export function isWithin(name: RuleName, value: number): boolean {
  const [least, most] = BOUNDS[name];
  return value >= least && value <= most;
}
