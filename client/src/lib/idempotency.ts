// One intent, one key. The key outlives retries and reloads, and is dropped only when the server gave a final answer.
import { dropStored, readStored, writeStored } from './browser-storage';

/** What a client wants to hold. Instants are RFC 3339 with offset; extras are codes. */
export type HoldIntent = {
  carId: string;
  startsAt: string;
  endsAt: string;
  extras: string[];
};

function nameOf(intent: HoldIntent): string {
  // Instants, not their spelling, make the intent: the same moment may come with another offset.
  const window = [intent.startsAt, intent.endsAt].map((instant) => Date.parse(instant));
  return `ds.key.${[intent.carId, ...window, ...[...intent.extras].sort()].join('|')}`;
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
