import type { OwnerBooking } from './types';

/** Who comes: the client, or for whom a partner has booked; null where nobody says. */
export function guestOf({ client, partner }: Pick<OwnerBooking, 'client' | 'partner'>): string | null {
  return client?.name ?? partner?.name ?? null;
}

export const zoneOf = ({ listing }: Pick<OwnerBooking, 'listing'>): string => listing.time_zone ?? 'UTC';
