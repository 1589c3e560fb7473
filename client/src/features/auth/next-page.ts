// Where to go after the sign-in. Only paths of our own: a link from outside must not send people elsewhere.
import type { Role } from '@/lib/auth';

const HOMES: Record<Role, string> = { client: '/', owner: '/owner', admin: '/admin' };

/** The page that sent people to the sign-in, else the first page of their role. */
export function nextPage(params: URLSearchParams, role: Role = 'client'): string {
  const home = HOMES[role];
  const next = params.get('next');
  if (!next?.startsWith('/')) return home;
  const url = new URL(next, window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search : home;
}
