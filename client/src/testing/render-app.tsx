import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { App } from '@/app/app';
import { routes } from '@/app/routes';
import { signedIn, signedOut } from '@/lib/auth';
import { makeStore } from '@/store/store';
import { ADA, OMAR } from './fixtures';
import { world } from './server';

type Visit = {
  /** Who comes: a guest, or Ada with a good token, or Ada whose token has just run out, or Omar the owner. */
  as?: 'guest' | 'ada' | 'ada_with_old_token' | 'omar';
};

/** Opens the whole app at an address. */
export function visit(address: string, { as = 'guest' }: Visit = {}) {
  const store = makeStore();
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  if (as === 'guest') store.dispatch(signedOut());
  else {
    const user = as === 'omar' ? OMAR : ADA;
    Object.assign(world, { token: 'good', hasCookie: true });
    store.dispatch(signedIn({ access_token: as === 'ada_with_old_token' ? 'old' : 'good', expires_in: 900, user }));
  }
  render(
    <App store={store}>
      <RouterProvider router={router} />
    </App>,
  );
  const addressNow = () => router.state.location.pathname + router.state.location.search;
  return { user: userEvent.setup(), router, store, addressNow };
}
