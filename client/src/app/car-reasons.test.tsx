import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { formatLongDay } from '@/lib/format';
import type { Availability, Car } from '@/lib/types';
import { dayToDate } from '@/lib/zone';
import { CAR, daysAhead, quoteFor } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const day = (days: number) => daysAhead(days).slice(0, 10);
const PAGE = `/cars/${CAR.id}?from=${day(7)}T10:00&to=${day(9)}T10:00`;

const withCar = (change: Partial<Car>) =>
  server.use(http.get('*/api/v1/cars/:id', () => HttpResponse.json({ ...CAR, ...change })));

const withBusy = (busy: Availability['busy']) =>
  server.use(
    http.get('*/api/v1/cars/:id/availability', () =>
      HttpResponse.json({ to: daysAhead(90), busy, buffer_minutes: 0, policy: CAR.policy, time_zone: CAR.time_zone }),
    ),
  );

async function calendarDay(user: ReturnType<typeof visit>['user'], days: number) {
  const name = new RegExp(formatLongDay(dayToDate(day(days))));
  await screen.findByRole('grid');
  if (!screen.queryByRole('button', { name })) await user.click(screen.getByRole('button', { name: 'Next month' }));
  return screen.getByRole('button', { name });
}

test('a day that the owner keeps says so, and pressing it changes nothing', async () => {
  withBusy([{ starts_at: daysAhead(12), ends_at: daysAhead(15), reason: 'blocked' }]);
  const { user } = visit(PAGE);
  const off = await calendarDay(user, 13);
  expect(off).toHaveAccessibleName(/not on offer/);
  expect(off).toHaveAttribute('aria-disabled', 'true');
  await user.click(off);
  expect(screen.getByText(/cannot be chosen: not on offer\./)).toBeVisible();
  expect(screen.getByLabelText('Pick-up date')).toHaveValue(day(7));
});

test('after the pick-up the days within the minimum stay are off', async () => {
  withCar({ policy: { ...CAR.policy, shortest_minutes: 3 * 1440 } });
  const { user } = visit(PAGE);
  await user.click(await calendarDay(user, 10));
  expect(await calendarDay(user, 11)).toHaveAccessibleName(/shorter than the minimum stay/);
  expect(await calendarDay(user, 13)).not.toHaveAttribute('aria-disabled');
});

test('every step of the cancellation terms is a moment by the clock of the car', async () => {
  const tiers = [
    { hours_before_start: 72, refund_basis_points: 10_000 },
    { hours_before_start: 24, refund_basis_points: 5_000 },
  ];
  withCar({ policy: { ...CAR.policy, cancellation: { name: 'own', version: 1, tiers } } });
  visit('/cars/x?from=2030-12-05T10:00&to=2030-12-08T10:00');
  expect(await screen.findByText(/Free until Mon, Dec 2, 10:00 AM PST/)).toBeVisible();
  expect(screen.getByText(/Then 50% back until Wed, Dec 4, 10:00 AM PST/)).toBeVisible();
  expect(screen.getByText('After that nothing comes back')).toBeVisible();
  expect(screen.getByText(/Free until/).closest('li')).toHaveAttribute('aria-current', 'step');
});

test('the rules behind a price are told', async () => {
  server.use(
    http.get('*/api/v1/cars/:id/quote', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const rules = [
        { rule: 'base', code: 'rental', unit: 'day', amount: 13500, units: [] },
        { rule: 'weekday', id: 'weekend', name: 'Weekend', weekdays: [4, 5], basis_points: 2000 },
        { rule: 'length', id: 'weekly', name: 'Weekly discount', at_least: 7, basis_points: 1000 },
        { rule: 'tax', basis_points: 825 },
        { rule: 'made_up_later', whatever: 1 },
      ];
      const [from, to] = [searchParams.get('starts_at') ?? '', searchParams.get('ends_at') ?? ''];
      return HttpResponse.json({ ...quoteFor(from, to), rules });
    }),
  );
  const { user } = visit(PAGE);
  const why = await screen.findByText('Why this price');
  await user.click(why);
  const told = within(why.closest('details') as HTMLElement).getAllByRole('listitem');
  expect(told.map(({ textContent }) => textContent)).toEqual([
    'The owner asks $135 a day, for 2 days.',
    'Weekend: +20% on the daily price.',
    'Weekly discount: -10% from 7 days on.',
    'Tax is 8.25% of all of it.',
  ]);
});

/** The window is looked at: free at first, and later as the tests say. */
function quotes() {
  const now = { available: true, down: false, failed: 0 };
  server.use(
    http.get('*/api/v1/cars/:id/quote', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (now.down) {
        now.failed += 1;
        return problem(503, 'unavailable');
      }
      const [from, to] = [searchParams.get('starts_at') ?? '', searchParams.get('ends_at') ?? ''];
      return HttpResponse.json({ ...quoteFor(from, to), available: now.available });
    }),
  );
  return now;
}

const lookAgain = () => act(() => fireEvent(window, new Event('focus')));

async function readyToHold() {
  const button = await screen.findByRole('button', { name: 'Hold for 10 minutes' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  return button;
}

test('who is overtaken while looking is told before the press, with like cars', async () => {
  const now = quotes();
  server.use(
    http.get('*/api/v1/cars', () => HttpResponse.json([CAR, { ...CAR, id: 'f'.repeat(24), title: 'Kia EV9 2024' }])),
  );
  visit(PAGE);
  const button = await readyToHold();
  now.available = false;
  lookAgain();
  expect(await screen.findByText('Someone just took these dates')).toBeVisible();
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect((await screen.findByRole('link', { name: /Kia EV9/ })).getAttribute('href')).toContain(`from=${day(7)}T10:00`);
  expect(screen.queryByRole('link', { name: new RegExp(CAR.title) })).toBeNull();
});

test('a look in between that fails takes nothing away', async () => {
  const now = quotes();
  visit(PAGE);
  const button = await readyToHold();
  now.down = true;
  lookAgain();
  await waitFor(() => expect(now.failed).toBe(1));
  await act(() => new Promise((shown) => setTimeout(shown, 100)));
  expect(screen.getByText('for 2 days, with fee and tax')).toBeVisible();
  expect(button).not.toHaveAttribute('aria-disabled');
});

const photo = (number: number) => ({
  id: `p${number}`,
  url: `/photos/${number}.webp`,
  small_url: `/photos/${number}-small.webp`,
  width: 1600,
  height: 1000,
  caption: `Side ${number}`,
});

test('photos are stepped through by keys, small and in full view', async () => {
  withCar({ photos: [photo(1), photo(2)] });
  const { user } = visit(PAGE);
  const large = await screen.findByRole('button', { name: 'Open the photo: Side 1' });
  expect(large.querySelector('img')?.getAttribute('srcset')).toBe('/photos/1-small.webp 480w, /photos/1.webp 1600w');
  large.focus();
  await user.keyboard('{ArrowRight}');
  await user.click(screen.getByRole('button', { name: 'Open the photo: Side 2' }));
  const full = await screen.findByRole('dialog', { name: CAR.title });
  expect(within(full).getByText('2 of 2')).toBeVisible();
  await user.click(within(full).getByRole('button', { name: 'Next photo' }));
  expect(within(full).getByRole('img', { name: 'Side 1' })).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
