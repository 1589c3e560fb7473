import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { onTestFinished } from 'vitest';
import { App } from '@/app/app';
import { moreRoutes, routes } from '@/app/routes';
import { api } from '@/lib/api';
import { signedIn, signedOut } from '@/lib/auth';
import { makeStore, type Store } from '@/store/store';
import { ADA, IRIS, OMAR } from './fixtures';
import { world } from './server';

// What the app fetches only when it is needed, loaded before the first test: a wait is then for an answer, never for the
// compiler, which on a busy machine takes longer than any test should wait.
import.meta.glob(
  [
    '../app/pages/**/*.tsx',
    '../components/ui/{dialog,motion-features}.*',
    '../components/desk/side-panel.tsx',
    '../locales/en/*.json',
  ],
  {
    eager: true,
  },
);

type Visit = {
  /** Who comes: a guest, or Ada with a good token, or Ada whose token has just run out, Omar the owner or Iris the admin. */
  as?: 'guest' | 'ada' | 'ada_with_old_token' | 'omar' | 'iris';
};

/** Waits for the answers to all that was asked: a request that outlives its test is served, and counted, in the next. */
async function allAnswered({ dispatch }: Store) {
  await Promise.all(dispatch(api.util.getRunningQueriesThunk()));
  await Promise.all(dispatch(api.util.getRunningMutationsThunk()));
}

/** Opens the whole app at an address. */
export function visit(address: string, { as = 'guest' }: Visit = {}) {
  const store = makeStore();
  const router = createMemoryRouter(routes, { initialEntries: [address], patchRoutesOnNavigation: moreRoutes });
  onTestFinished(() => allAnswered(store));
  if (as === 'guest') store.dispatch(signedOut());
  else {
    const user = { omar: OMAR, iris: IRIS, ada: ADA, ada_with_old_token: ADA }[as];
    Object.assign(world, { token: 'good', hasCookie: true, user });
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
