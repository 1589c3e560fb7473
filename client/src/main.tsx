import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { App } from './app/app';
import { moreRoutes, routes } from './app/routes';
import { mayHaveSession, signedOut } from './lib/auth';
import { untilDrawable } from './lib/first-paint';
import { wordsReady } from './lib/i18n';
import { renewSession } from './lib/transport';
import { makeStore } from './store/store';

const store = makeStore();

// Asked for before the first paint and awaited by nobody: public pages do not wait for who is looking.
if (mayHaveSession()) void renewSession(store);
else store.dispatch(signedOut());

await wordsReady;
const router = createBrowserRouter(routes, { patchRoutesOnNavigation: moreRoutes });
await untilDrawable(router);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App store={store}>
      <RouterProvider router={router} />
    </App>
  </StrictMode>,
);

// Once there is nothing more to load: who measures must not be what makes it slow.
window.addEventListener('load', async () => {
  const { reportVitals } = await import('./lib/vitals');
  const pattern = router.state.matches.flatMap(({ route }) => route.path ?? []).join('/');
  reportVitals(`/${pattern}`);
});
