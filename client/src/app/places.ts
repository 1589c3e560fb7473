// Where the head and the menu lead: for everybody, and for each role.
import type { Role } from '@/lib/auth';
import type common from '@/locales/en/common.json';

export type Place = { to: string; name: `nav.${keyof typeof common.nav}` };

export const PUBLIC_PLACES: Place[] = [
  { to: '/cars', name: 'nav.cars' },
  { to: '/slots', name: 'nav.slots' },
  { to: '/events', name: 'nav.events' },
  { to: '/lab', name: 'nav.lab' },
];

/** Of everybody who is signed in; last, for it is gone to least. */
const OWN: Place = { to: '/account', name: 'nav.account' };

const PLACES: Record<Role, Place[]> = {
  client: [{ to: '/bookings', name: 'nav.bookings' }],
  owner: [{ to: '/owner', name: 'nav.fleet' }],
  admin: [{ to: '/admin', name: 'nav.admin' }],
};

export function placesOf(role: Role | undefined): Place[] {
  return role ? [...PLACES[role], OWN] : [];
}
