// What the start page looks like before any script has run; used by scripts/prerender.mjs at build time only.
import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { App } from './app/app';
import { Shell } from './app/shell';
import { HomeHero } from './features/search/home-hero';
import { HowItWorks } from './features/search/how-it-works';
import { i18next, LANGUAGES, type Language, wordsReady } from './lib/i18n';
import { makeStore } from './store/store';

function StartPage() {
  return (
    <>
      <HomeHero />
      <div className="page flex flex-col gap-12 pt-12">
        <HowItWorks />
      </div>
    </>
  );
}

async function markupIn(language: Language): Promise<string> {
  await i18next.changeLanguage(language);
  await i18next.loadNamespaces(['common', 'search']);
  const router = createMemoryRouter([{ element: <Shell />, children: [{ index: true, element: <StartPage /> }] }]);
  const page = (
    <App store={makeStore()}>
      <RouterProvider router={router} />
    </App>
  );
  // Both languages stand in one document, so their ids must differ.
  return renderToStaticMarkup(page, { identifierPrefix: `${language}-` });
}

export async function firstPaint(): Promise<Record<string, string>> {
  await wordsReady;
  const markup: Record<string, string> = {};
  for (const language of LANGUAGES) markup[language] = await markupIn(language);
  return markup;
}
