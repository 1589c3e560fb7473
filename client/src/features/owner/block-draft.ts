// A block as it is being stated, by the clock of its listing.
import type { Problem } from '@/lib/problem';
import { addDays, toInstant, toWall, type Wall } from '@/lib/zone';
import type { InTheWay } from './owner-api.gen';
import { today } from './ranges';
import type { Block, BlockChanges, BlockReason, CalendarRow, NewBlock } from './types';

export const REASONS: readonly BlockReason[] = ['maintenance', 'own_use', 'other'];

export type BlockDraft = { listingId: string; from: Wall; to: Wall; reason: BlockReason; note: string };

/** Whole days: from the midnight that begins the first to the one that ends the last. */
export function draftOf(listingId: string, first = today(), last = first): BlockDraft {
  return { listingId, from: `${first}T00:00`, to: `${addDays(last, 1)}T00:00`, reason: 'maintenance', note: '' };
}

export function asNewBlock({ from, to, reason, note }: BlockDraft, zone: string): NewBlock {
  return { starts_at: toInstant(from, zone), ends_at: toInstant(to, zone), reason, note: note.trim() || undefined };
}

/** A block that stands, as the form shows it. */
export function asDraft({ listing, starts_at, ends_at, reason, note }: Block, zone: string): BlockDraft {
  return { listingId: listing.id, from: toWall(starts_at, zone), to: toWall(ends_at, zone), reason, note: note ?? '' };
}

/** Only what is different now: an end that nobody touched keeps its seconds. */
export function changesOf(before: BlockDraft, { from, to, reason, note }: BlockDraft, zone: string): BlockChanges {
  return {
    ...(from !== before.from && { starts_at: toInstant(from, zone) }),
    ...(to !== before.to && { ends_at: toInstant(to, zone) }),
    ...(reason !== before.reason && { reason }),
    ...(note.trim() !== before.note && { note: note.trim() || null }),
  };
}

export type Obstacle = InTheWay & { name: string | null };

/** What stands where the block should, with the names that the calendar knows and the refusal does not say. */
export function inTheWay(problem: Problem, row: CalendarRow | undefined): Obstacle[] {
  const { in_the_way = [] } = problem as Problem & { in_the_way?: InTheWay[] };
  const known = new Map(row?.entries.map(({ id, client, partner }) => [id, client ?? partner]));
  return in_the_way.map((one) => ({ ...one, name: known.get(one.id) ?? null }));
}
