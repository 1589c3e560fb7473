// Where the head and the menu lead: for everybody, and for each role.
import type { Role } from '@/lib/auth';

export type Place = { to: string; name: `nav.${'cars' | 'lab' | 'bookings' | 'account'}` };

export const PUBLIC_PLACES: Place[] = [
  { to: '/cars', name: 'nav.cars' },
  { to: '/lab', name: 'nav.lab' },
];

const PLACES: Record<Role, Place[]> = {
  client: [{ to: '/bookings', name: 'nav.bookings' }],
  owner: [],
  admin: [],
};

export function placesOf(role: Role | undefined): Place[] {
  return role ? PLACES[role] : [];
}
