import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { formatLongDay } from '@/lib/format';
import { CAR, daysAhead, quoteFor } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const [FROM, TO] = [daysAhead(7).slice(0, 10), daysAhead(9).slice(0, 10)];
const PAGE = `/cars/${CAR.id}?from=${FROM}T10:00&to=${TO}T10:00`;

/** The button that holds, once car and total have come: before that it is off for want of them. */
async function readyToHold() {
  const button = await screen.findByRole('button', { name: 'Hold for 10 minutes' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  return button;
}

test('the car page shows the total for the dates', async () => {
  visit(PAGE);
  expect(await screen.findByRole('heading', { name: CAR.title })).toBeVisible();
  expect(await screen.findAllByText('$270.00')).not.toHaveLength(0);
  expect(screen.getByText('for 2 days, with fee and tax')).toBeVisible();
});

test('an extra changes the total and stays in the address', async () => {
  const { user, addressNow } = visit(PAGE);
  await user.click(await screen.findByRole('checkbox', { name: /Child seat/ }));
  expect(await screen.findAllByText('$286.00')).not.toHaveLength(0);
  await waitFor(() => expect(addressNow()).toContain('x=child_seat'));
});

test('a return before the pick-up is said at the field, and nothing can be held', async () => {
  visit(PAGE);
  const button = await readyToHold();
  const field = screen.getByLabelText('Return date');
  fireEvent.change(field, { target: { value: daysAhead(5).slice(0, 10) } });
  expect(field).toHaveAccessibleDescription('The return must be after the pick-up.');
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('a taken window offers the next free one', async () => {
  const [starts_at, ends_at] = [daysAhead(6), daysAhead(10)];
  server.use(
    http.get('*/api/v1/cars/:id/quote', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const [from, to] = [searchParams.get('starts_at') ?? '', searchParams.get('ends_at') ?? ''];
      return HttpResponse.json({ ...quoteFor(from, to), available: Date.parse(from) > Date.parse(ends_at) });
    }),
    http.get('*/api/v1/cars/:id/availability', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const busy = [{ starts_at, ends_at, reason: 'booked' }];
      const [from, to] = [searchParams.get('from'), searchParams.get('to')];
      return HttpResponse.json({ from, to, busy, buffer_minutes: 60, policy: CAR.policy, time_zone: CAR.time_zone });
    }),
  );
  const { user } = visit(PAGE);
  await user.click(await screen.findByRole('button', { name: /Next free/ }));
  expect(await readyToHold()).toBeVisible();
  expect(screen.queryByText('Taken for these dates')).toBeNull();
});

test('the calendar names taken days in words', async () => {
  const [starts_at, ends_at] = [daysAhead(6), daysAhead(10)];
  server.use(
    http.get('*/api/v1/cars/:id/availability', () =>
      HttpResponse.json({ to: daysAhead(60), busy: [{ starts_at, ends_at, reason: 'held' }], buffer_minutes: 0 }),
    ),
  );
  visit(PAGE);
  expect(await screen.findAllByRole('button', { name: /, taken/ })).not.toHaveLength(0);
});

test('a car that is gone has a page that says so', async () => {
  server.use(http.get('*/api/v1/cars/:id', () => problem(404, 'not_found')));
  visit(PAGE);
  expect(await screen.findByRole('heading', { name: 'This car is not on offer' })).toBeVisible();
});

const pageDay = (days: number) => daysAhead(days).slice(0, 10);

/** The calendar's button of a day that lies some days ahead; the month is turned where need be. */
async function calendarDay(user: ReturnType<typeof visit>['user'], days: number) {
  const [year, month, day] = pageDay(days).split('-').map(Number);
  const name = formatLongDay(new Date(year ?? 0, (month ?? 1) - 1, day));
  await screen.findByRole('grid');
  for (const turn of [/next month/i, /previous month/i, /previous month/i]) {
    if (!screen.queryByRole('button', { name: new RegExp(name) }))
      await user.click(screen.getByRole('button', { name: turn }));
  }
  return screen.getByRole('button', { name: new RegExp(name) });
}

test('in the calendar a first press is the new pick-up and a second its return', async () => {
  const { user, addressNow } = visit(PAGE);
  await user.click(await calendarDay(user, 16));
  expect(screen.getByLabelText('Pick-up date')).toHaveValue(pageDay(16));
  await user.click(await calendarDay(user, 18));
  const both = `/cars/${CAR.id}?from=${pageDay(16)}T10%3A00&to=${pageDay(18)}T10%3A00`;
  await waitFor(() => expect(addressNow()).toBe(both));
});

test('a press before the waiting pick-up starts anew', async () => {
  const { user } = visit(PAGE);
  await user.click(await calendarDay(user, 10));
  await user.click(await calendarDay(user, 8));
  expect(screen.getByLabelText('Pick-up date')).toHaveValue(pageDay(8));
  expect(screen.getByText('Pick-up chosen. Now press the return day.')).toBeVisible();
});

test('a later pick-up takes the return along by the same length', async () => {
  visit(PAGE);
  fireEvent.change(await screen.findByLabelText('Pick-up date'), { target: { value: pageDay(20) } });
  expect(screen.getByLabelText('Return date')).toHaveValue(pageDay(22));
});

test('a return before the pick-up paints no range', async () => {
  visit(`/cars/${CAR.id}?from=${pageDay(9)}T10:00&to=${pageDay(7)}T10:00`);
  expect(await screen.findAllByRole('button', { name: /your dates/ })).toHaveLength(1);
});

test('an old link shows the car for days that can be booked', async () => {
  visit(`/cars/${CAR.id}?from=2020-01-01T10:00&to=2020-01-03T10:00`);
  expect(await screen.findByRole('grid')).toBeVisible();
  const { value } = screen.getByLabelText<HTMLInputElement>('Pick-up date');
  expect(value >= pageDay(0)).toBe(true);
});

test('an empty pick-up date is asked for, and nothing can be held', async () => {
  visit(PAGE);
  const button = await readyToHold();
  const field = screen.getByLabelText('Pick-up date');
  fireEvent.change(field, { target: { value: '' } });
  expect(field).toHaveAccessibleDescription('Choose a pick-up date');
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('the way back keeps words and fuel of the search', async () => {
  const { user, addressNow } = visit(`${PAGE}&q=tesla&fuel=electric`);
  await user.click(await screen.findByRole('checkbox', { name: /Child seat/ }));
  await waitFor(() => expect(addressNow()).toContain('x=child_seat&q=tesla&fuel=electric'));
  const link = screen.getByRole('link', { name: 'Free cars nearby' });
  expect(link.getAttribute('href')).toMatch(/q=tesla&type=suv&fuel=electric/);
});
