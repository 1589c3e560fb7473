// One intent, one key. The key outlives retries and reloads, and is dropped only when the server gave a final answer.
import { dropStored, readStored, writeStored } from './browser-storage';

/** What a client wants to hold. Instants are RFC 3339 with offset; extras are codes. */
export type HoldIntent = { listingId: string } & (
  | { kind: 'cars'; startsAt: string; endsAt: string; extras: string[] }
  /** With `anyOfGroup` any resource will do that its owner takes for the same. */
  | { kind: 'time_slots'; startsAt: string; endsAt: string; anyOfGroup: boolean }
  | { kind: 'events'; lines: { sectionId: string; quantity: number }[] }
);

function wishOf(intent: HoldIntent): (string | number)[] {
  if (intent.kind === 'events') return intent.lines.map((line) => `${line.sectionId}:${line.quantity}`).sort();
  // Instants, not their spelling, make the intent: the same moment may come with another offset.
  const window = [intent.startsAt, intent.endsAt].map((instant) => Date.parse(instant));
  if (intent.kind === 'time_slots') return [...window, String(intent.anyOfGroup)];
  return [...window, ...[...intent.extras].sort()];
}

function nameOf(intent: HoldIntent): string {
  return `ds.key.${[intent.kind, intent.listingId, ...wishOf(intent)].join('|')}`;
}

export function newKey(): string {
  // crypto.randomUUID exists on secure origins only, and a machine in the same network may be none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function keyFor(intent: HoldIntent): string {
  const name = nameOf(intent);
  const kept = readStored('session', name);
  if (kept) return kept;
  const key = newKey();
  writeStored('session', name, key);
  return key;
}

export function forgetKey(intent: HoldIntent): void {
  dropStored('session', nameOf(intent));
}
