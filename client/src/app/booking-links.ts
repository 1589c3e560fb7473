import { searchLink } from '@/features/search/search-state';
import type { Booking } from '@/lib/types';
import { toWall } from '@/lib/zone';

/** Where the like is found: cars of the same place and window, other times of a resource, other places of an event. */
export function bookingSearchLink({ kind, listing, starts_at, ends_at }: Booking): string {
  if (kind === 'events') return `/events/${listing.id}`;
  if (kind === 'time_slots') return `/slots/${listing.id}`;
  const { city, state, time_zone: zone } = listing;
  const where = city ? { city, state: state ?? '', zone } : null;
  const [from, to] = [starts_at, ends_at].map((at) => at && toWall(at, zone));
  return searchLink({ where, from, to });
}

const PAGES: Record<Booking['kind'], string> = { cars: '/cars', events: '/events', time_slots: '/slots' };

/** The page of what was booked, to book it again. */
export const listingLink = ({ kind, listing }: Booking): string => `${PAGES[kind]}/${listing.id}`;
