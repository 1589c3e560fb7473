import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, Suspense } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { App } from '@/app/app';
import { signedOut } from '@/lib/auth';
import { i18next } from '@/lib/i18n';
import { makeStore } from '@/store/store';

type Place = { at?: string };

/** Draws one part of the kit inside what every page stands in: store, words and an address. */
export async function renderPart(part: ReactNode, { at = '/' }: Place = {}) {
  await i18next.loadNamespaces('desk');
  const store = makeStore();
  store.dispatch(signedOut());
  const router = createMemoryRouter([{ path: '*', element: <Suspense>{part}</Suspense> }], { initialEntries: [at] });
  render(
    <App store={store}>
      <RouterProvider router={router} />
    </App>,
  );
  const addressNow = () => router.state.location.pathname + router.state.location.search;
  return { user: userEvent.setup(), router, store, addressNow };
}
