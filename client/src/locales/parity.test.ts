import { expect, test } from 'vitest';

type Words = { [key: string]: string | Words };

const files = import.meta.glob<Words>('./*/*.json', { eager: true, import: 'default' });

const namespaces = [...new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))].sort();

/** Every phrase under its whole key, such as "hold.phase.busy". */
function phrasesOf(words: Words, above = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : phrasesOf(value, `${above}${key}.`),
  );
}

/** Phrase by phrase what a translation must keep: the placeholders, and the tags. */
function holesOf(words: Words): Record<string, string[]> {
  return Object.fromEntries(
    phrasesOf(words).map(([key, phrase]) => [key, (phrase.match(/\{\{.*?\}\}|<\/?\w+ ?\/?>/g) ?? []).sort()]),
  );
}

const emptyOf = (words: Words) => phrasesOf(words).filter(([, phrase]) => phrase.trim() === '');

test('there are words to compare', () => {
  expect(namespaces).toContain('common.json');
});

test.each(namespaces)('%s says the same in English and German', (namespace) => {
  const english = files[`./en/${namespace}`];
  const german = files[`./de/${namespace}`];
  if (!english || !german) throw new Error(`${namespace} is missing in ${english ? 'German' : 'English'}`);
  expect(holesOf(german)).toEqual(holesOf(english));
  expect([...emptyOf(english), ...emptyOf(german)]).toEqual([]);
});
