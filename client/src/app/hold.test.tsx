import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { bookingOf, CAR, daysAhead, PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, takeHold, world } from '@/testing/server';

const HOLD = '*/api/v1/cars/:id/bookings';
const PAGE = `/cars/${CAR.id}?from=${daysAhead(7).slice(0, 10)}T10:00&to=${daysAhead(9).slice(0, 10)}T10:00`;

async function pressHold(user: ReturnType<typeof visit>['user']) {
  const button = await screen.findByRole('button', { name: 'Hold for 10 minutes' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await user.click(button);
}

test('a guest signs in late and lands on the hold that was asked for', async () => {
  const { user, addressNow } = visit(PAGE);
  await pressHold(user);
  expect(await screen.findByText('Your hold is placed as soon as you are in:')).toBeVisible();
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('heading', { name: 'Review and pay' })).toBeVisible();
  expect(addressNow()).toBe(`/checkout/${'1'.repeat(24)}`);
  expect(world.holds).toHaveLength(1);
});

test('a hold counts down by the clock of the server', async () => {
  server.use(
    http.post(HOLD, async ({ params, request }) => {
      // This server lives an hour ahead of the browser; only the difference may count.
      const hour = 3_600_000;
      const hold = {
        ...(await takeHold(request, String(params.id))),
        server_time: new Date(Date.now() + hour).toISOString(),
        expires_at: new Date(Date.now() + hour + 300_000).toISOString(),
      };
      world.bookings.set(hold.id, hold);
      return HttpResponse.json(hold, { status: 201 });
    }),
  );
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  expect(await screen.findByRole('timer')).toHaveTextContent(/^(5:00|4:\d\d)$/);
});

test('a lost race offers alternatives, and one of them is one press from a hold', async () => {
  const offer = {
    listing: { id: 'e'.repeat(24), title: 'Tesla Model Y 2021' },
    starts_at: daysAhead(7),
    ends_at: daysAhead(9),
    total: { amount: 25000, currency: 'USD' },
    reason: 'similar_car',
  };
  server.use(http.post(HOLD, () => problem(409, 'window_taken', { alternatives: [offer] }), { once: true }));
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  const dialog = await screen.findByRole('dialog', { name: 'Someone was faster' });
  await user.click(within(dialog).getByRole('button', { name: /Tesla Model Y 2021/ }));
  expect(await screen.findByRole('heading', { name: 'Review and pay' })).toBeVisible();
  expect(world.holds.map((hold) => hold.carId)).toEqual([offer.listing.id]);
});

test('a lost answer is asked for again with the same key', async () => {
  let noteSeen = () => {};
  const seen = new Promise<void>((resolve) => {
    noteSeen = resolve;
  });
  server.use(
    http.post(
      HOLD,
      async ({ params, request }) => {
        await takeHold(request, String(params.id));
        return HttpResponse.error();
      },
      { once: true },
    ),
    // The second answer waits until the words between them were read, and is then the usual one.
    http.post(HOLD, () => seen),
  );
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  expect(await screen.findByText('Checking whether your hold went through')).toBeVisible();
  noteSeen();
  expect(await screen.findByRole('heading', { name: 'Review and pay' })).toBeVisible();
  const [first, second] = world.holds;
  expect(first?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.key).toBe(first?.key);
});

test('too many requests show the wait', async () => {
  server.use(http.post(HOLD, () => problem(429, 'too_many_requests', { retry_after: 20 })));
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  expect(await screen.findByText(/^0:(20|1\d)$/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Hold for 10 minutes' })).toHaveAttribute('aria-disabled', 'true');
});

test('a hold that exists already is opened, not refused', async () => {
  const mine = bookingOf();
  world.bookings.set(mine.id, mine);
  const links = { booking: `/api/v1/bookings/${mine.id}` };
  server.use(http.post(HOLD, () => problem(409, 'duplicate_booking', { links })));
  const { user, addressNow } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  await waitFor(() => expect(addressNow()).toBe(`/checkout/${mine.id}`));
});

test('what the policy refuses is said beside the button, and the form stays', async () => {
  server.use(
    http.post(HOLD, () =>
      problem(422, 'too_soon', { errors: { starts_at: ['Must be at or after 2030-12-06 18:30 UTC.'] } }),
    ),
  );
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The earliest start is Fri, Dec 6, 10:30 AM, by the clock of the place.',
  );
  expect(screen.queryByText('req-1')).toBeNull();
  expect(screen.getByLabelText('Pick-up date')).toHaveValue(daysAhead(7).slice(0, 10));
});

test('three holds at once are no pause, and the way out is named', async () => {
  server.use(http.post(HOLD, () => problem(429, 'too_many_holds', { retry_after: 60 })));
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('You have three holds alreadyPay for one or release one.');
  expect(within(alert).getByRole('link', { name: 'My bookings' })).toHaveAttribute('href', '/bookings');
});

test('an owner is told why there is no hold, and nobody asks for bookings', async () => {
  let asked = 0;
  server.use(
    http.get('*/api/v1/bookings', () => {
      asked += 1;
      return problem(403, 'forbidden');
    }),
  );
  visit(PAGE, { as: 'omar' });
  expect(await screen.findByText('Only client accounts book')).toBeVisible();
  expect(await screen.findByText('for 2 days, with fee and tax')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Hold/ })).toBeNull();
  expect(screen.queryByRole('link', { name: 'My bookings' })).toBeNull();
  expect(asked).toBe(0);
});

test('an offer says which extras it drops, and is held with those it keeps', async () => {
  const offer = {
    listing: { id: 'e'.repeat(24), title: 'Ford Transit 2020', vehicle_type: 'van' },
    starts_at: daysAhead(7),
    ends_at: daysAhead(9),
    total: { amount: 25000, currency: 'USD' },
    reason: 'similar_car',
    extras: ['child_seat'],
    dropped_extras: ['ski_rack'],
  };
  server.use(http.post(HOLD, () => problem(409, 'window_taken', { alternatives: [offer] }), { once: true }));
  const { user } = visit(PAGE, { as: 'ada' });
  await pressHold(user);
  const button = await screen.findByRole('button', { name: /Ford Transit 2020/ });
  expect(button).toHaveTextContent('Not available for this car: ski rack');
  await user.click(button);
  await waitFor(() => expect(world.holds[0]?.body.extras).toEqual(['child_seat']));
});
