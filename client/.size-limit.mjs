// What a first visit of each page fetches beside the entry script, found in the manifest of the build: whatever a page
// imports counts, wherever the bundler has put it. What a page fetches later, when asked for, counts for itself.
import { readFileSync } from 'node:fs';

const DIST = 'dist/';
const PAGES = 'src/app/pages/';
const ENTRY = 'index.html';
/** Pages lie within frames, which come with them. */
const FRAMES = [
  ['admin/', 'admin/layout'],
  ['account/', 'account/account-layout'],
  ['owner/', 'owner/desk'],
  ['owner/listing-', 'owner/listing'],
];
const PAGE_LIMIT = '40 kB';
/** What owners write in needs 19 kB for forms, and is visited by few, often, from the cache. */
const MORE = [[/^owner\/(listing-(basics|policy|price|times)|new-listing)$/, '52 kB']];
/** Fetched when it is first needed. */
const LATER = [
  ['calendar of a car', 'src/features/cars/availability-calendar.tsx'],
  ['dialog', 'src/components/ui/dialog.tsx'],
  ['panel', 'src/components/desk/side-panel.tsx'],
  ['chart', 'src/components/desk/chart.tsx'],
];

const chunks = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8'));

function chunkOf(module) {
  if (!chunks[module]) throw new Error(`${module} is no chunk of its own: is it still loaded lazily?`);
  return chunks[module];
}

/** All chunks that have to be there before `module` runs, itself included. */
function neededBy(module, found = new Set()) {
  if (found.has(module)) return found;
  found.add(module);
  for (const other of chunkOf(module).imports ?? []) neededBy(other, found);
  return found;
}

const entry = neededBy(ENTRY);
const pathsOf = (modules) => modules.map((module) => DIST + chunks[module].file);

function budget(name, modules, limit) {
  const needed = new Set(modules.flatMap((module) => [...neededBy(module)]));
  return { name, path: pathsOf([...needed].filter((module) => !entry.has(module))), gzip: true, limit };
}

function pageBudget(page) {
  const frames = FRAMES.filter(([within]) => page.startsWith(within)).map(([, frame]) => frame);
  const [, limit = PAGE_LIMIT] = MORE.find(([pages]) => pages.test(page)) ?? [];
  const modules = [page, ...frames].map((one) => `${PAGES}${one}.tsx`);
  return budget(page, modules, limit);
}

const pages = Object.keys(chunks)
  .filter((module) => module.startsWith(PAGES))
  .map((module) => module.slice(PAGES.length, -'.tsx'.length));

export default [
  { name: 'entry script', path: pathsOf([...entry]), gzip: true, limit: '175 kB' },
  { name: 'styles', path: `${DIST}assets/*.css`, gzip: true, limit: '20 kB' },
  ...pages.sort().map(pageBudget),
  ...LATER.map(([name, module]) => budget(name, [module], PAGE_LIMIT)),
];
