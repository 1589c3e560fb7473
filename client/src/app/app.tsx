import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Provider } from 'react-redux';
import { i18next } from '@/lib/i18n';
import type { Store } from '@/store/store';

/** What every page stands in: store and words. Motion comes with the pages that move: see components/ui/moving. */
export function App({ store, children }: { store: Store; children: ReactNode }) {
  return (
    <Provider store={store}>
      <I18nextProvider i18n={i18next}>{children}</I18nextProvider>
    </Provider>
  );
}
