import { fireEvent, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { CAR, daysAhead, quoteFor } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const [FROM, TO] = [daysAhead(7).slice(0, 10), daysAhead(9).slice(0, 10)];
const PAGE = `/cars/${CAR.id}?from=${FROM}T10:00&to=${TO}T10:00`;

test('the car page shows the total for the dates', async () => {
  visit(PAGE);
  expect(await screen.findByRole('heading', { name: CAR.title })).toBeVisible();
  expect(await screen.findAllByText('$270.00')).not.toHaveLength(0);
  expect(screen.getByText('2 days at $135')).toBeVisible();
});

test('an extra changes the total and stays in the address', async () => {
  const { user, addressNow } = visit(PAGE);
  await user.click(await screen.findByRole('checkbox', { name: /Child seat/ }));
  expect(await screen.findAllByText('$286.00')).not.toHaveLength(0);
  expect(addressNow()).toContain('x=child_seat');
});

test('a return before the pick-up is said at the field, and nothing can be held', async () => {
  visit(PAGE);
  const field = await screen.findByLabelText('Return date');
  fireEvent.change(field, { target: { value: daysAhead(5).slice(0, 10) } });
  expect(field).toHaveAccessibleDescription('The return must be after the pick-up.');
  expect(screen.getByRole('button', { name: 'Hold for 10 minutes' })).toHaveAttribute('aria-disabled', 'true');
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
  expect(await screen.findByRole('button', { name: 'Hold for 10 minutes' })).toBeVisible();
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
