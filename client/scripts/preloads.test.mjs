import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { routesOf, statementOf, tableOf } from './preloads.mjs';

const CAR = 'c'.repeat(24);
const ROUTES = `
  { index: true, lazy: page(['search'], () => import('../pages/home')) },
  { path: 'cars/:carId', lazy: page(['cars', 'holds'], () => import('../pages/car')) },
`;
const chunk = (file, imports = []) => ({ file: `assets/${file}.js`, imports });
const words = (language, names) =>
  Object.fromEntries(names.map((name) => [`src/locales/${language}/${name}.json`, chunk(`${language}-${name}`)]));
const MANIFEST = {
  'index.html': chunk('index', ['vendor']),
  vendor: chunk('vendor'),
  parts: chunk('parts', ['vendor']),
  'src/app/pages/home.tsx': chunk('home', ['index.html']),
  'src/app/pages/car.tsx': chunk('car', ['parts', 'index.html']),
  ...words('en', ['search', 'cars', 'holds']),
  ...words('de', ['common', 'search', 'cars', 'holds']),
};

afterEach(() => {
  document.head.replaceChildren();
  document.documentElement.lang = '';
  history.replaceState(null, '', '/');
});

/** What the page at `path` asks for early, for a reader of `language`. */
function askedFor(path, language) {
  history.replaceState(null, '', path);
  document.documentElement.lang = language;
  new Function(statementOf(tableOf(routesOf(ROUTES), MANIFEST)))();
  return [...document.head.children].map((link) => `${link.rel} ${link.getAttribute('href')}`);
}

test('a page asks for its code, its words and its listing, and for nothing of the entry', () => {
  expect(askedFor(`/cars/${CAR}`, 'en')).toEqual([
    'modulepreload /assets/car.js',
    'modulepreload /assets/parts.js',
    'modulepreload /assets/en-cars.js',
    'modulepreload /assets/en-holds.js',
    `preload /api/v1/cars/${CAR}?`,
  ]);
});

test('who reads German gets the words of every page early too', () => {
  expect(askedFor('/', 'de')).toEqual([
    'modulepreload /assets/home.js',
    'modulepreload /assets/de-common.js',
    'modulepreload /assets/de-search.js',
  ]);
});

test('an address of no page, or of another listing, asks for nothing', () => {
  expect(askedFor('/cars/nonsense', 'en')).toEqual([]);
  expect(askedFor('/nowhere', 'en')).toEqual([]);
});

test('each route of visitors and clients is understood', async () => {
  for (const file of ['public', 'client']) {
    const source = await readFile(`src/app/routes/${file}.tsx`, 'utf8');
    expect(routesOf(source)).toHaveLength(source.match(/lazy: page\(/g)?.length ?? 0);
  }
});

test('a build without one of the chunks fails', () => {
  const { 'src/app/pages/car.tsx': _, ...rest } = MANIFEST;
  expect(() => tableOf(routesOf(ROUTES), rest)).toThrow('the build has no src/app/pages/car.tsx');
});
