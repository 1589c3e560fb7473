// How many places of which sections somebody wants, and how many they may have. Pure; the server decides.
import type { Event, Section } from './api';

/** Places by the id of their section; none where a section is not named. */
export type Basket = Record<string, number>;

/** Named in the order of the event, so that the same basket is always the same. */
export function linesOf(basket: Basket, { sections }: Event): { sectionId: string; quantity: number }[] {
  return sections.flatMap(({ id }) => (basket[id] ? [{ sectionId: id, quantity: basket[id] }] : []));
}

export const countOf = (basket: Basket): number => Object.values(basket).reduce((sum, places) => sum + places, 0);

type Stop = 'left' | 'limit';

/** How far one section's number goes beside the rest of the basket, and what stops it. */
export function boundOf(basket: Basket, section: Section, { policy }: Event): { max: number; stop: Stop } {
  const others = countOf(basket) - (basket[section.id] ?? 0);
  const allowed = Math.max(0, policy.quantity_limit - others);
  return section.remaining <= allowed ? { max: section.remaining, stop: 'left' } : { max: allowed, stop: 'limit' };
}

/** True when others have taken so much meanwhile that the basket no longer fits. */
export function isShort(basket: Basket, { sections }: Event): boolean {
  return sections.some(({ id, remaining }) => (basket[id] ?? 0) > remaining);
}

export type Sale = 'open' | 'sold_out' | 'closed' | 'not_yet';

const HOUR_MS = 3_600_000;

/** Whether places can be booked, by the clock of the server. */
export function saleOf({ starts_at, policy, sections }: Event, now: number): Sale {
  const starts = starts_at ? Date.parse(starts_at) : null;
  if (starts !== null && now > starts - policy.lead_time_minutes * 60_000) return 'closed';
  if (starts !== null && now < starts - policy.horizon_days * 24 * HOUR_MS) return 'not_yet';
  return sections.every(({ remaining }) => remaining === 0) ? 'sold_out' : 'open';
}

const PLACE = /^([0-9a-f]{24}):(\d{1,3})$/;

/** A basket travels in the address, so that it survives a reload, and can be sent to a friend. */
export function readBasket(params: URLSearchParams): Basket {
  const named = params.getAll('p').flatMap((text) => {
    const [, id, count] = PLACE.exec(text) ?? [];
    return id && Number(count) > 0 ? [[id, Number(count)] as const] : [];
  });
  return Object.fromEntries(named);
}

export function writeBasket(basket: Basket): URLSearchParams {
  const named = Object.entries(basket).filter(([, count]) => count > 0);
  return new URLSearchParams(named.map(([id, count]) => ['p', `${id}:${count}`]));
}
