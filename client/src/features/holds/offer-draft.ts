import type { Alternative } from '@/lib/types';
import type { Draft } from '@/store/draft';

/** The extras the offer is priced with; from a server that does not say, none but those of the same car. */
function extrasOf({ extras, listing, dropped_extras }: Alternative, wanted: Draft & { kind: 'cars' }): string[] {
  if (extras) return extras;
  if (listing.id !== wanted.listingId) return [];
  return wanted.extras.filter((code) => !dropped_extras?.includes(code));
}

/** What is held when `offer` is taken in place of `wanted`; null for an offer that says too little. */
export function draftOf(offer: Alternative, wanted: Draft): Draft | null {
  const { listing, lines, starts_at: startsAt, ends_at: endsAt, total } = offer;
  const named = { listingId: listing.id, title: listing.title, total };
  if (wanted.kind === 'events') {
    if (!lines?.length) return null;
    const places = lines.map(({ section_id, quantity }) => ({ sectionId: section_id, quantity }));
    return { ...wanted, ...named, lines: places };
  }
  if (!startsAt || !endsAt) return null;
  if (wanted.kind === 'cars') return { ...wanted, ...named, startsAt, endsAt, extras: extrasOf(offer, wanted) };
  // The one that is offered, and no other of its group.
  return { ...wanted, ...named, startsAt, endsAt, anyOfGroup: false };
}

type Shortage = { section: string; left: number; wanted: number };

const LINE = /^lines\.(\d+)\.quantity$/;
const LEFT = /\bOnly (\d+) of/;

/** Which sections of a basket are short, and by how much, as a refusal names them line by line. */
export function shortagesOf(errors: Record<string, string[]>, wanted: Draft | null): Shortage[] {
  if (wanted?.kind !== 'events') return [];
  return Object.entries(errors).flatMap(([field, messages]) => {
    const line = wanted.lines[Number(LINE.exec(field)?.[1] ?? Number.NaN)];
    if (!line) return [];
    const left = Number(LEFT.exec(messages.join(' '))?.[1] ?? 0);
    return { section: wanted.sections?.[line.sectionId] ?? '', left, wanted: line.quantity };
  });
}
