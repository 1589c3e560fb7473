// Words live in src/locales/<language>/<namespace>.json; each namespace is a chunk that travels with its pages.
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from '@/locales/en/common.json';
import { readStored, writeStored } from './browser-storage';

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

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const CHOSEN = 'ds.language';
const isOurs = (language: string): language is Language => LANGUAGES.some((ours) => ours === language);

/** What was chosen here before, else the first of the browser's languages that we have. */
function languageToShow(): Language {
  const wanted = [readStored('local', CHOSEN) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.find(isOurs) ?? 'en';
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

/** All pages are then shown in `language`, here and at the next visit. */
export async function speak(language: Language): Promise<void> {
  writeStored('local', CHOSEN, language);
  await i18next.changeLanguage(language);
}

// English is at hand from the start and needs no wait; another language's first words are awaited before anything is shown.
export const wordsReady = i18next
  .use(fromFiles)
  .use(initReactI18next)
  .init({
    lng: languageToShow(),
    // Both languages have every word (src/locales/parity.test.ts), so none is ever fetched twice.
    fallbackLng: false,
    ns: ['common'],
    defaultNS: 'common',
    resources: { en: { common } },
    partialBundledLanguages: true,
    initAsync: false,
    // React escapes already.
    interpolation: { escapeValue: false },
  });

export { i18next };
