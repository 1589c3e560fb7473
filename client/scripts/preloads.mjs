// Ends dist/theme.js with what each page needs: the browser then asks for its code, its words and its listing while the
// program is still on its way, instead of after it has run. Made of the routes and of the manifest of the build.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const ROUTES = ['src/app/routes/public.tsx', 'src/app/routes/client.tsx'];
const PAGES = 'src/app/pages/';
const LANGUAGES = ['en', 'de'];
/** Each route stands in one line. */
const ROUTE =
  /\{ (?:index: true|path: '([^']+)'), lazy: page\(\[([^\]]*)\], \(\) => import\('\.\.\/pages\/([^']+)'\)\)/g;
/** What the page of a listing asks for first, as src/lib/transport.ts writes it. */
const LISTINGS = {
  'cars/:carId': '/api/v1/cars/$1?',
  'slots/:slotId': '/api/v1/time-slots/$1',
  'events/:eventId': '/api/v1/events/$1',
};

/** The routes of a source: path, namespaces of their words, and page. */
export function routesOf(source) {
  return [...source.matchAll(ROUTE)].map(([, path = '', words, page]) => ({
    path,
    words: [...words.matchAll(/'([^']+)'/g)].map(([, name]) => name),
    page,
  }));
}

function filesOf(manifest, modules, known) {
  const found = new Set(known);
  const visit = (module) => {
    if (found.has(module)) return;
    if (!manifest[module]) throw new Error(`the build has no ${module}`);
    found.add(module);
    for (const other of manifest[module].imports ?? []) visit(other);
  };
  modules.forEach(visit);
  return [...found].filter((module) => !known.has(module)).map((module) => manifest[module].file);
}

/** For each route a pattern of its address, and numbers of `files` by language; English words of every page are in the entry. */
export function tableOf(routes, manifest) {
  const files = [];
  const number = (file) => {
    if (!files.includes(file)) files.push(file);
    return files.indexOf(file);
  };
  const entry = new Set();
  const visit = (module) => {
    if (entry.has(module)) return;
    entry.add(module);
    for (const other of manifest[module].imports ?? []) visit(other);
  };
  visit('index.html');
  const pages = routes.map(({ path, words, page }) => ({
    pattern: `^/${path.replace(/:\w+/g, '([0-9a-f]{24})')}$`,
    listing: LISTINGS[path] ?? '',
    code: filesOf(manifest, [`${PAGES}${page}.tsx`], entry).map(number),
    words: LANGUAGES.map((language) => {
      const spoken = [...(language === 'en' ? [] : ['common']), ...words];
      return filesOf(
        manifest,
        spoken.map((name) => `src/locales/${language}/${name}.json`),
        entry,
      ).map(number);
    }),
  }));
  return { files, pages };
}

/** Runs in the browser: asks for what the page at this address needs. */
function preload({ files, pages }, languages) {
  const ask = (rel, href, as) => {
    const link = Object.assign(document.createElement('link'), { rel, href, crossOrigin: '' });
    if (as) link.as = as;
    document.head.append(link);
  };
  for (const { pattern, listing, code, words } of pages) {
    const found = location.pathname.match(pattern);
    if (!found) continue;
    const spoken = words[languages.indexOf(document.documentElement.lang)] ?? [];
    for (const file of [...code, ...spoken]) ask('modulepreload', `/${files[file]}`);
    if (listing) ask('preload', listing.replace('$1', found[1]), 'fetch');
    return;
  }
}

/** The statement that `theme.js` ends with. */
export const statementOf = (table) => `(${preload})(${JSON.stringify(table)}, ${JSON.stringify(LANGUAGES)});\n`;

async function main() {
  const manifest = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8'));
  const sources = await Promise.all(ROUTES.map((file) => readFile(file, 'utf8')));
  const routes = sources.flatMap(routesOf);
  const written = sources.join('').match(/lazy: page\(/g).length;
  if (routes.length !== written) throw new Error(`${routes.length} of ${written} routes were understood`);
  const table = tableOf(routes, manifest);
  const theme = await readFile('dist/theme.js', 'utf8');
  await writeFile('dist/theme.js', theme + statementOf(table));
  console.log(`dist/theme.js: ${table.pages.length} pages ask early for ${table.files.length} files`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
