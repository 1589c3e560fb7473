import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src/styles.css', 'utf8');

function tokensOf(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, value]) => [name, value]));
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT_NEEDS = 4.5;
const BOUNDARY_NEEDS = 3;

const PAIRS: [string, string, number][] = [
  ...['canvas', 'surface', 'sunken'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, TEXT_NEEDS],
    ['ink-soft', ground, TEXT_NEEDS],
    ['ink-faint', ground, TEXT_NEEDS],
    ['brand', ground, TEXT_NEEDS],
    ['bad', ground, TEXT_NEEDS],
    ['edge', ground, BOUNDARY_NEEDS],
  ]),
  ['on-brand', 'brand', TEXT_NEEDS],
  ['on-brand', 'brand-strong', TEXT_NEEDS],
  ['surface', 'bad', TEXT_NEEDS],
  ...['brand', 'amber', 'good', 'bad'].flatMap((tone): [string, string, number][] => [
    [tone, `${tone}-soft`, TEXT_NEEDS],
    ['ink-soft', `${tone}-soft`, TEXT_NEEDS],
    ['ink-faint', `${tone}-soft`, TEXT_NEEDS],
  ]),
];

test.each([':root', '[data-theme="dark"]'])('the colours of %s keep their contrast', (selector) => {
  const tokens = tokensOf(selector);
  const ratios = PAIRS.map(([front, ground, needs]) => ({
    pair: `${front} on ${ground}`,
    short: contrast(tokens[front] ?? '#000000', tokens[ground] ?? '#000000') < needs,
  }));
  expect(ratios.filter(({ short }) => short)).toEqual([]);
});
