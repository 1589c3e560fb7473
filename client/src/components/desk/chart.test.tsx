import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPart } from '@/testing/render-part';
import { Chart } from './chart';
import { figuresPerUnit, type Series, shownTick, shownValue } from './chart-values';
import { Sparkline } from './sparkline';

const MONTHS = ['2026-09', '2026-10', '2026-11'];
const SERIES: Series[] = [
  { key: 'earned', name: 'Earned', values: [120_000, 31_850, 250_000] },
  { key: 'fees', name: 'Fees', values: [12_000, null, 25_000] },
];
const EARNINGS = {
  caption: 'Earnings',
  pointsName: 'Month',
  points: MONTHS,
  pointKind: 'month',
  series: SERIES,
  unit: { currency: 'EUR' },
} as const;

test('money is counted in minor units of its own currency', () => {
  expect([figuresPerUnit({ currency: 'EUR' }), figuresPerUnit({ currency: 'JPY' }), figuresPerUnit('count')]).toEqual([
    100, 1, 1,
  ]);
  expect(shownValue(31_850, { currency: 'EUR' })).toBe('€318.50');
  expect(shownTick(1_200, { currency: 'EUR' })).toBe('€1.2K');
  expect([shownValue(0.125, 'percent'), shownValue(null, 'count')]).toEqual(['12.5%', '–']);
});

test.each(['bar', 'line'] as const)('keys walk along the points of a %s chart, and each is read out', async (kind) => {
  const { user } = await renderPart(<Chart kind={kind} {...EARNINGS} />);
  const points = screen.getByRole('slider', { name: 'Earnings' });
  await user.tab();
  await user.tab();
  expect(points).toHaveFocus();
  expect(points).toHaveAttribute('aria-valuetext', 'Nov 2026. Earned: €2,500.00, Fees: €250.00');
  await user.keyboard('{ArrowRight}{ArrowLeft}');
  expect(points).toHaveAttribute('aria-valuetext', 'Oct 2026. Earned: €318.50, Fees: –');
  expect(screen.getByText('€318.50')).toBeVisible();
  await user.keyboard('{Home}{ArrowLeft}');
  expect(points).toHaveAttribute('aria-valuenow', '1');
  await user.tab();
  expect(screen.queryByText('€1,200.00')).not.toBeInTheDocument();
});

test('bars are as tall as what they stand for, and what is not known has none', async () => {
  await renderPart(<Chart kind="bar" {...EARNINGS} />);
  const bars = [...screen.getByRole('figure').querySelectorAll('.visx-bar')];
  const tall = bars.map((bar) => Number(bar.getAttribute('height')));
  expect(bars).toHaveLength(5);
  expect((tall[0] ?? 0) / (tall[3] ?? 1)).toBeCloseTo(120_000 / 250_000);
  expect((tall[1] ?? 0) / (tall[0] ?? 1)).toBeCloseTo(12_000 / 120_000);
});

test('series differ by pattern and not by colour alone', async () => {
  await renderPart(<Chart kind="line" {...EARNINGS} />);
  const [earned, fees] = [...screen.getByRole('figure').querySelectorAll('.visx-linepath')];
  expect(earned).not.toHaveAttribute('stroke-dasharray');
  expect(fees).toHaveAttribute('stroke-dasharray');
});

test('the twin says in a table what the chart shows', async () => {
  const { user } = await renderPart(<Chart kind="bar" {...EARNINGS} />);
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table', { name: 'Earnings' })).getAllByRole('row');
  expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
    ['Month', 'Earned', 'Fees'],
    ['Sep 2026', '€1,200.00', '€120.00'],
    ['Oct 2026', '€318.50', '–'],
    ['Nov 2026', '€2,500.00', '€250.00'],
  ]);
  await user.click(screen.getByRole('button', { name: 'Show as chart' }));
  expect(screen.getByRole('slider')).toBeVisible();
});

test('what has not come keeps its place, and what has no figures says so', async () => {
  await renderPart(
    <>
      <Chart kind="bar" {...EARNINGS} caption="Coming" series={undefined} />
      <Chart kind="bar" {...EARNINGS} caption="Bare" points={[]} />
    </>,
  );
  expect(screen.getByRole('figure', { name: 'Coming' })).toHaveAttribute('aria-busy', 'true');
  expect(screen.getByRole('figure', { name: 'Bare' })).toHaveTextContent('No figures for this time yet.');
});

test('a sparkline of equal or single figures is a line in the middle', async () => {
  await renderPart(
    <>
      <Sparkline label="Flat" values={[5, 5]} />
      <Sparkline label="Single" values={[7]} />
    </>,
  );
  expect(screen.getByRole('img', { name: 'Flat' }).lastElementChild).toHaveAttribute('d', 'M0.0 14.0L120.0 14.0');
  expect(screen.getByRole('img', { name: 'Single' }).lastElementChild).toHaveAttribute('d', 'M60.0 14.0');
});
