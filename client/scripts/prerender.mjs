// Puts the start page, as it is before any script has run, into dist/index.html: once for each language. theme.js shows
// the right one, on the start page alone, and React takes its place. So the search is there with the first bytes.
import { readFile, writeFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';
import { createServer } from 'vite';

const PAGE = 'dist/index.html';
const ROOT = '<div id="root"></div>';

/** The parts of a browser that the client's modules ask for while they are loaded. */
function pretendBrowser() {
  const { window } = new JSDOM('', { url: 'http://localhost/' });
  for (const name of ['window', 'document', 'navigator', 'localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true });
  }
}

/** Takes out what only the running page knows or does: today's date, all but the chosen hour, sending. */
function atRest(markup, language) {
  const rested = markup
    .replace(/(<input[^>]*type="date"[^>]*?) value="[^"]*"/g, '$1')
    .replace(/ min="\d{4}-[^"]*"/g, '')
    .replace(/<option(?![^>]*selected)[^>]*>[^<]*<\/option>/g, '')
    .replaceAll('type="submit"', 'type="button"')
    // Names that the page gives by hand stand here twice.
    .replace(/(id="|href="#|labelledby="|url\(#)(?=(main|how|hero-sky)[")])/g, `$1${language}-`);
  if (/ style=|<script/.test(rested)) throw new Error('the security policy refuses inline styles and scripts');
  return rested;
}

pretendBrowser();
const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
try {
  const { firstPaint } = await vite.ssrLoadModule('/src/prerender.tsx');
  const twins = Object.entries(await firstPaint()).map(
    ([language, markup]) => `<div data-first="${language}" lang="${language}">${atRest(markup, language)}</div>`,
  );
  const page = await readFile(PAGE, 'utf8');
  if (!page.includes(ROOT)) throw new Error(`${PAGE} has no empty root`);
  await writeFile(
    PAGE,
    page.replace(ROOT, () => `<div id="root">${twins.join('')}</div>`),
  );
  console.log(`${PAGE}: first paint in ${twins.length} languages, ${twins.join('').length} characters`);
} finally {
  await vite.close();
}
// jsdom keeps timers of its own.
process.exit(0);
