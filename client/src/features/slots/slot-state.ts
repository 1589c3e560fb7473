// What can be said of a slot, and where the keys lead in a grid of them. Pure; the server decides.
import type { Slot, SlotDay } from './api';

export type SlotState = 'free' | 'taken' | 'past' | 'too_soon' | 'too_far';

type Rules = Pick<SlotDay['policy'], 'lead_time_minutes' | 'horizon_days'>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Why a slot can or cannot be had, at the server's `now`. */
export function stateOf(slot: Slot, rules: Rules, now: number): SlotState {
  const starts = Date.parse(slot.starts_at);
  // A page that has been open for a while outlives what it was told.
  if (starts <= now) return 'past';
  if (starts < now + rules.lead_time_minutes * MINUTE_MS) return 'too_soon';
  if (slot.remaining <= 0) return 'taken';
  if (slot.available) return 'free';
  return starts > now + rules.horizon_days * DAY_MS ? 'too_far' : 'too_soon';
}

export type Spot = { column: number; row: number };

const STEPS: Record<string, Spot> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

/** The spot a key leads to among columns of these lengths; null where it leads nowhere. Empty columns are skipped. */
export function spotAfter(key: string, spot: Spot, lengths: number[]): Spot | null {
  const own = lengths[spot.column] ?? 0;
  if (key === 'Home') return { ...spot, row: 0 };
  if (key === 'End') return { ...spot, row: own - 1 };
  const step = STEPS[key];
  if (!step) return null;
  if (step.row !== 0) {
    const row = spot.row + step.row;
    return row >= 0 && row < own ? { ...spot, row } : null;
  }
  let column = spot.column + step.column;
  while (lengths[column] === 0) column += step.column;
  const length = lengths[column];
  return length ? { column, row: Math.min(spot.row, length - 1) } : null;
}
