import { screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { speak } from '@/lib/i18n';
import { renderPart } from '@/testing/render-part';
import { PriceLines } from './price-lines';
import type { Shown } from './price-words';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const line = (code: string, label: string, amount: number) => ({ code, label, amount: usd(amount) });

afterEach(() => speak('en'));

async function drawn(lines: Shown['lines'], rules: Shown['rules']) {
  await speak('de');
  await renderPart(<PriceLines quote={{ lines, total: usd(1), rules }} />);
  await screen.findByText('Gesamtpreis');
  return screen.getAllByRole('term').map((term) => term.textContent?.replace(/\s/g, ' '));
}

test('days, the usual discounts, extras, fee and tax are named in the language of the reader', async () => {
  const rules = [
    { rule: 'base', code: 'rental', unit: 'day', amount: 10_000 },
    { rule: 'weekday', id: 'we', weekdays: [4, 5], basis_points: 2_000 },
    { rule: 'season', id: 'summer', name: 'Sommer am See', amount: 15_000 },
    { rule: 'length', id: 'weekly', name: 'Weekly discount', at_least: 7, basis_points: 1_000 },
  ];
  const lines = [
    line('rental', '5 days at $100.00', 50_000),
    line('rental:we', '2 weekend days at $120.00', 24_000),
    line('rental:summer', '1 Sommer am See day at $150.00', 15_000),
    line('discount:weekly', 'Weekly discount', -8_900),
    line('extra:child_seat', 'Child seat', 6_400),
    line('extra:snow_chains', 'Snow chains', 6_400),
    line('service_fee', 'Service fee', 1_000),
    line('tax', 'Tax', 1_000),
  ];
  expect(await drawn(lines, rules)).toEqual([
    '5 Tage zu 100,00 $',
    '2 Tage zu 120,00 $ (Wochenende)',
    '1 Tag zu 150,00 $ (Sommer am See)',
    'Wochenrabatt',
    'Kindersitz',
    'Snow chains',
    'Servicegebühr',
    'Steuer',
    'Gesamtpreis',
  ]);
});

test('slots, windows and places are too, and what an owner has named keeps its name', async () => {
  const slots = { rule: 'base', code: 'slots', unit: 'slot of 60 minutes', amount: 2_500 };
  const discounts = [
    { rule: 'length', id: 'a', at_least: 4, amount: 500 },
    { rule: 'length', id: 'b', name: 'Stammgäste', at_least: 6, amount: 900 },
  ];
  const lines = [
    line('slots', '4 slots of 60 minutes at $25.00', 10_000),
    line('slots:off', '2 slots of 60 minutes at $0.00', 0),
    line('discount:a', 'Discount from 4 slots of 60 minutes on', -500),
    line('discount:b', 'Stammgäste', -900),
    line('section:1', '2 x Balcony x 2', 5_000),
  ];
  expect(await drawn(lines, [slots, { rule: 'weekday', id: 'off', weekdays: [0], amount: 0 }, ...discounts])).toEqual([
    '4 × 1 Stunde zu 25,00 $',
    '2 × 1 Stunde zu 0,00 $ (Wochentage)',
    'Rabatt ab 4 Zeitfenstern',
    'Stammgäste',
    '2 × Balcony x 2',
    'Gesamtpreis',
  ]);
});

test('a window as a whole has no number, and a line of a kind that is not known yet keeps its words', async () => {
  const whole = { rule: 'base', code: 'booking', unit: 'booking', amount: 2_500 };
  const lines = [line('booking', '1 booking at $25.00', 2_500), line('cleaning', 'Cleaning', 900)];
  expect(await drawn(lines, [whole])).toEqual(['Gesamte Zeit', 'Cleaning', 'Gesamtpreis']);
});
