import { renderHook } from '@testing-library/react';

import { afterEach, expect, test } from 'vitest';
import { i18next } from '@/lib/i18n';
import { BETWEEN, useServerWords } from './server-words';

afterEach(async () => {
  await i18next.changeLanguage('en');
});

test.each([
  [
    "'hidden' is not one of published, paused, unlisted",
    '„hidden“ ist keines von diesen: published, paused, unlisted.',
  ],
  ['is missing', 'Bitte ausfüllen.'],
  ['1700 is not between 1900 and 2027', '1700 liegt nicht zwischen 1900 und 2027.'],
  ['4 columns instead of 12', 'Diese Zeile hat 4 statt 12 Spalten.'],
  ['Must be from 1950 to 2027.', 'Der Wert muss zwischen 1950 und 2027 liegen.'],
  ['Must be from 5 to 1440 minutes.', 'Der Wert muss zwischen 5 und 1440 liegen.'],
  ['Its price would be 0 minor units.', 'Der Preis läge außerhalb dessen, was berechnet werden kann.'],
  [`Must be at least 1.${BETWEEN}is missing`, 'Mindestens 1. Bitte ausfüllen.'],
  ['A sentence of a later release.', 'A sentence of a later release.'],
])('the German client says of "%s": %s', async (said, ours) => {
  await i18next.changeLanguage('de');
  await i18next.loadNamespaces('fleet');
  const { result } = renderHook(() => useServerWords());
  expect(result.current(said)).toBe(ours);
});
