import { afterEach, expect, test } from 'vitest';
import { i18next } from '@/lib/i18n';
import { readAmount, readDecimal, writeAmount } from './amount';

afterEach(() => i18next.changeLanguage('en'));

test.each([
  ['135', 13_500],
  ['135.5', 13_550],
  ['135,50', 13_550],
  ['0.07', 7],
  ['', null],
])('%s is one sum, in whatever language', (text, amount) => {
  expect(readAmount(text)).toBe(amount);
});

test.each(['1.234', '1,234', '1,234.50', '1 234', '12.', '-5', '$5', 'x'])('%s is none', (text) => {
  expect(readAmount(text)).toBeNaN();
});

test('an amount is written as the reader writes it, and read back the same', async () => {
  for (const language of ['en', 'de']) {
    await i18next.changeLanguage(language);
    expect(readAmount(writeAmount(123_456))).toBe(123_456);
  }
  expect(writeAmount(123_456)).toBe('1234,56');
});

test('a position takes either decimal sign', () => {
  expect(readDecimal('-122,3331')).toBe(-122.3331);
  expect(readDecimal('-0.5')).toBe(-0.5);
  expect(readDecimal('47.6.1')).toBeNaN();
});
