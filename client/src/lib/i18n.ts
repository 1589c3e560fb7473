// Words live in src/locales/<language>/<namespace>.json; each namespace is a chunk that travels with its pages.
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from '@/locales/en/common.json';

const files = import.meta.glob<{ default: Record<string, unknown> }>([
  '../locales/*/*.json',
  '!../locales/en/common.json',
]);

const fromFiles: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no words for ${language}/${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (fault) => done(fault, null),
    );
  },
};

// i18next.init is awaited nowhere: its only eager namespace is given, so it is ready when it returns.
void i18next
  .use(fromFiles)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['common'],
    defaultNS: 'common',
    resources: { en: { common } },
    partialBundledLanguages: true,
    initAsync: false,
    // React escapes already.
    interpolation: { escapeValue: false },
  });

export { i18next };
