// The last searches of this browser. They never leave it.

import { readStored, writeStored } from '@/lib/browser-storage';
import { serverNow } from '@/lib/clock';
import { isWall, isZone, toWall, type Wall } from '@/lib/zone';
import type { Search, Where } from './search-state';

export type Recent = { where: Where; from: Wall; to: Wall };

const STORED = 'ds.recent';
const KEPT = 5;

function isRecent(one: Partial<Recent> | null): one is Recent {
  const { where, from = null, to = null } = one ?? {};
  return Boolean(where?.city) && isZone(where?.zone ?? null) && isWall(from) && isWall(to);
}

/** The latest first; a window that has begun is none to search for again. */
export function recentSearches(): Recent[] {
  try {
    const stored: unknown = JSON.parse(readStored('local', STORED) ?? '[]');
    const all = Array.isArray(stored) ? stored.filter(isRecent) : [];
    return all.filter(({ where, from }) => from > toWall(serverNow(), where.zone));
  } catch {
    return [];
  }
}

export function rememberSearch({ where, from, to }: Search): void {
  if (!where || !from || !to) return;
  const others = recentSearches().filter((one) => one.where.city !== where.city || one.where.state !== where.state);
  writeStored('local', STORED, JSON.stringify([{ where, from, to }, ...others].slice(0, KEPT)));
}
