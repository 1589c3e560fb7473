import { searchLink } from '@/features/search/search-state';
import type { Booking } from '@/lib/types';
import { toWall } from '@/lib/zone';

/** The search for like cars: same place, same window. */
export function bookingSearchLink({ listing, starts_at, ends_at }: Booking): string {
  const { city, state, time_zone: zone } = listing;
  return searchLink({ where: { city, state, zone }, from: toWall(starts_at, zone), to: toWall(ends_at, zone) });
}
