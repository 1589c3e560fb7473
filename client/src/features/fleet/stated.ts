// What a form states, flat and in the words of the API: compared field by field, sent as the API nests it.
import type { Stated } from './api';

/** By dotted path, such as `policy.hold_minutes`; a whole list or place is one value. */
export type Flat = Record<string, unknown>;

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The paths at which `after` differs. */
export function differing(before: Flat, after: Flat): string[] {
  return Object.keys(after).filter((path) => !isSame(before[path], after[path]));
}

export function picked(flat: Flat, paths: readonly string[]): Flat {
  return Object.fromEntries(paths.map((path) => [path, flat[path]]));
}

/** `{ 'policy.hold_minutes': 15 }` as `{ policy: { hold_minutes: 15 } }`. */
export function nested(flat: Flat): Stated {
  const body: Stated = {};
  for (const [path, value] of Object.entries(flat)) {
    const [head = path, rest] = path.split('.', 2);
    if (rest === undefined) body[head] = value;
    else body[head] = { ...(body[head] as Stated | undefined), [rest]: value };
  }
  return body;
}

/** One thing that two people have changed: as it is here, and as it is at the server. */
export type Clash = { path: string; mine: unknown; theirs: unknown };
export type Side = 'mine' | 'theirs';

/** What was changed here and there, to different ends, since `before`. */
export function clashes(before: Flat, mine: Flat, theirs: Flat): Clash[] {
  const changedThere = new Set(differing(before, theirs));
  return differing(before, mine)
    .filter((path) => changedThere.has(path) && !isSame(mine[path], theirs[path]))
    .map((path) => ({ path, mine: mine[path], theirs: theirs[path] }));
}
