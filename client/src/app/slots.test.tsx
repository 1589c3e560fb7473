import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { addDays, BROWSER_ZONE, splitWall, toWall } from '@/lib/zone';
import { COURT, court, slotBooking, slotsOn } from '@/testing/areas/slots';
import { PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const HOLD = '*/api/v1/time-slots/:id/bookings';
const DAY = addDays(splitWall(toWall(Date.now(), COURT.time_zone)).day, 5);
/** Days by the clock of the court, so that a test knows its hours wherever it runs. */
const PAGE = `/slots/${COURT.id}?clock=there&from=${DAY}`;
const [nine, ten] = slotsOn(DAY, COURT.time_zone) as [Slot, Slot];
type Slot = ReturnType<typeof slotsOn>[number];

type User = ReturnType<typeof visit>['user'];

/** The slots of the grid at a time, whatever the next free one is at this hour. */
const slotsAt = (time: string) => ({ name: new RegExp(`^(?!Next).*,\\s?${time}`) });

async function pick(user: User, time: string) {
  const [first] = await screen.findAllByRole('button', slotsAt(time));
  await user.click(first as HTMLElement);
}

async function press(user: User, name: string | RegExp) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await user.click(button);
}

test('the list shows what can be booked, how long and for how much', async () => {
  visit('/slots');
  expect(await screen.findByRole('link', { name: 'Court 1' })).toHaveAttribute('href', `/slots/${COURT.id}`);
  expect(screen.getByText('for 1 hour')).toBeVisible();
  expect(screen.getByText('$20')).toBeVisible();
});

test('a resource that is not there says so and leads to the others', async () => {
  visit(`/slots/${'0'.repeat(24)}`);
  expect(await screen.findByText('There is no such listing')).toBeVisible();
  expect(screen.getByRole('link', { name: 'See all time slots' })).toHaveAttribute('href', '/slots');
});

test('a free time is picked, held with one press and paid for', async () => {
  const { user } = visit(PAGE, { as: 'ada' });
  expect(await screen.findByRole('button', { name: 'Choose a time first' })).toHaveAttribute('aria-disabled', 'true');
  await pick(user, '9:00 AM');
  await press(user, 'Hold 9:00 AM for 10 minutes');
  expect(await screen.findByRole('heading', { name: 'The time is yours for now' })).toBeVisible();
  const { starts_at, ends_at } = nine;
  expect(court.asked.map(({ body }) => body)).toEqual([{ starts_at, ends_at, any_of_group: false }]);
});

test('a taken time says so in words and cannot be picked', async () => {
  court.taken.add(nine.starts_at);
  const { user } = visit(PAGE, { as: 'ada' });
  const [taken] = await screen.findAllByRole('button', { name: /9:00 AM\s*taken/ });
  expect(taken).toHaveAttribute('aria-disabled', 'true');
  await user.click(taken as HTMLElement);
  expect(screen.getByText('Choose a time, and it stands here with its price.')).toBeVisible();
});

test('what was chosen outlives a reload', async () => {
  const first = visit(PAGE, { as: 'ada' });
  await first.user.click(await screen.findByRole('checkbox', { name: 'Any of “Tennis courts” will do' }));
  await pick(first.user, '9:00 AM');
  await waitFor(() => expect(first.addressNow()).toContain('at='));
  cleanup();
  const { user } = visit(first.addressNow(), { as: 'ada' });
  expect(await screen.findByRole('checkbox', { name: /Any of/ })).toBeChecked();
  await press(user, 'Hold 9:00 AM for 10 minutes');
  await waitFor(() => expect(court.asked[0]?.body).toMatchObject({ starts_at: nine.starts_at, any_of_group: true }));
});

test('a day that was not in sight is, when what was chosen lies there', async () => {
  visit(`/slots/${COURT.id}?clock=there&at=${nine.starts_at}&until=${nine.ends_at}`);
  expect(await screen.findByRole('button', { name: 'Hold 9:00 AM for 10 minutes' })).toBeVisible();
  expect((await screen.findAllByRole('button', { ...slotsAt('9:00 AM'), pressed: true })).length).toBe(1);
});

test('what was chosen and is taken meanwhile is not promised', async () => {
  court.taken.add(nine.starts_at);
  visit(`${PAGE}&at=${nine.starts_at}&until=${nine.ends_at}`, { as: 'ada' });
  expect(await screen.findByText('The time you had chosen is no longer free. Choose another.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Choose a time first' })).toHaveAttribute('aria-disabled', 'true');
});

const AVAILABILITY = '*/api/v1/time-slots/:id/availability';

test('times that cannot be asked for anew stay, and their age is said once', async () => {
  visit(PAGE, { as: 'ada' });
  await waitFor(() => expect(screen.getAllByRole('button', slotsAt('9:00 AM'))).toHaveLength(3));
  server.use(http.get(AVAILABILITY, () => HttpResponse.error()));
  act(() => {
    window.dispatchEvent(new Event('focus'));
  });
  expect(await screen.findByText(/^Shown as of/)).toBeVisible();
  expect(screen.getAllByText(/^Shown as of/)).toHaveLength(1);
  expect(screen.getAllByRole('button', slotsAt('9:00 AM'))).toHaveLength(3);
});

test('times that never came are one problem, and come with one press', async () => {
  server.use(http.get(AVAILABILITY, () => problem(500, 'internal')));
  const { user } = visit(PAGE, { as: 'ada' });
  expect(await screen.findByRole('alert')).toHaveTextContent('The fault is ours');
  expect(screen.getByText('req-1')).toBeVisible();
  server.resetHandlers();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.getAllByRole('button', slotsAt('9:00 AM'))).toHaveLength(3));
});

test('any of a group is asked for where the visitor says so', async () => {
  const { user } = visit(PAGE, { as: 'ada' });
  await user.click(await screen.findByRole('checkbox', { name: 'Any of “Tennis courts” will do' }));
  await pick(user, '10:00 AM');
  await press(user, 'Hold 10:00 AM for 10 minutes');
  await waitFor(() => expect(court.asked[0]?.body.any_of_group).toBe(true));
});

test('arrow keys walk from time to time and from day to day', async () => {
  const { user } = visit(PAGE, { as: 'ada' });
  const nines = await screen.findAllByRole('button', slotsAt('9:00 AM'));
  await waitFor(() => expect(screen.getAllByRole('button', slotsAt('9:00 AM'))).toHaveLength(3));
  nines[0]?.focus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(document.activeElement).toHaveAccessibleName(/10:00 AM/);
  const columns = [...document.querySelectorAll('[data-column]')];
  expect(columns.findIndex((column) => column.contains(document.activeElement))).toBe(1);
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('button', { name: 'Hold 10:00 AM for 10 minutes' })).toBeVisible();
});

test('the next free time is one press away', async () => {
  server.use(
    http.get('*/api/v1/time-slots/:id/availability', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const [date, tz] = [searchParams.get('date'), searchParams.get('tz') ?? 'UTC'];
      const about = { listing_id: COURT.id, time_zone: COURT.time_zone, tz, capacity: 1, policy: COURT.policy };
      const server_time = new Date().toISOString();
      return HttpResponse.json({
        ...about,
        server_time,
        date,
        buffer_minutes: 0,
        busy: [],
        slots: slotsOn(date ?? DAY, tz),
      });
    }),
  );
  const { user, addressNow } = visit(`/slots/${COURT.id}?clock=there`, { as: 'ada' });
  await press(user, /^Next free: .*9:00 AM$/);
  await waitFor(() => expect(addressNow()).toContain(`from=${DAY}`));
  expect(addressNow()).toContain('at=');
  expect(await screen.findByRole('button', { name: 'Hold 9:00 AM for 10 minutes' })).toBeVisible();
});

test('another clock shows its own times, and where its date differs', async () => {
  expect(BROWSER_ZONE).not.toBe(COURT.time_zone);
  const { user, addressNow } = visit(PAGE, { as: 'ada' });
  const zones = await screen.findByRole('group', { name: 'Whose clock' });
  await user.click(within(zones).getByRole('radio', { name: /^My clock/ }));
  await waitFor(() => expect(addressNow()).not.toContain('clock='));
  const shown = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', timeZone: BROWSER_ZONE });
  const time = shown.format(Date.parse(nine.starts_at)).replace(/\s/g, ' ');
  expect((await screen.findAllByRole('button', { name: new RegExp(`, ${time}`) })).length).toBeGreaterThan(0);
  const days = [0, 1, 2].map((ahead) => addDays(DAY, ahead));
  const shifted = days.flatMap((day) => slotsOn(day, BROWSER_ZONE)).filter((slot) => slot.day_shift !== 0);
  await waitFor(() => expect(screen.queryAllByText(/^\(there it is/)).toHaveLength(shifted.length));
});

test('who lost the race takes another time with one press', async () => {
  const { starts_at, ends_at } = ten;
  const { id, title, price } = COURT;
  const offer = { listing: { id, title }, starts_at, ends_at, total: price, reason: 'same_resource_other_time' };
  server.use(http.post(HOLD, () => problem(409, 'window_taken', { alternatives: [offer] }), { once: true }));
  const { user } = visit(PAGE, { as: 'ada' });
  await pick(user, '9:00 AM');
  await press(user, 'Hold 9:00 AM for 10 minutes');
  const dialog = await screen.findByRole('dialog', { name: 'Someone was faster' });
  await user.click(within(dialog).getByRole('button', { name: /Same place, other time/ }));
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(court.asked.map(({ body }) => body.starts_at)).toEqual([starts_at]);
});

test('a guest signs in late, and the very time that was chosen is held', async () => {
  const { user, addressNow } = visit(PAGE);
  await pick(user, '9:00 AM');
  await press(user, 'Hold 9:00 AM for 10 minutes');
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(addressNow()).toBe(`/checkout/${'1'.repeat(24)}`));
  expect(court.asked.map(({ body }) => body.starts_at)).toEqual([nine.starts_at]);
});

test('a lost answer is asked for again with the same key, and there is one hold', async () => {
  const keys: (string | null)[] = [];
  const booking = slotBooking(nine);
  server.use(
    http.post(HOLD, ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      world.bookings.set(booking.id, booking);
      return keys.length === 1 ? HttpResponse.error() : HttpResponse.json(booking, { status: 201 });
    }),
  );
  const { user } = visit(PAGE, { as: 'ada' });
  await pick(user, '9:00 AM');
  await press(user, 'Hold 9:00 AM for 10 minutes');
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('what costs nothing is booked at once', async () => {
  court.resource = { ...COURT, price: { amount: 0, currency: 'USD' } };
  const booking = slotBooking(nine, { status: 'confirmed', payment_status: 'paid', expires_at: null });
  server.use(
    http.post(HOLD, () => {
      world.bookings.set(booking.id, booking);
      return HttpResponse.json(booking, { status: 201 });
    }),
  );
  const { user, addressNow } = visit(PAGE, { as: 'ada' });
  await pick(user, '9:00 AM');
  await press(user, 'Book 9:00 AM for free');
  await waitFor(() => expect(addressNow()).toBe(`/bookings/${booking.id}`));
  expect(await screen.findByText('The time is yours.')).toBeVisible();
});

test('what has no slots is booked from any minute to any other', async () => {
  court.resource = { ...COURT, slot_minutes: null, step_minutes: null };
  const { user } = visit(PAGE, { as: 'ada' });
  await user.type(await screen.findByLabelText('From'), `${DAY}T09:17`);
  await user.type(screen.getByLabelText('Until'), `${DAY}T11:03`);
  await press(user, 'Hold 9:17 AM for 10 minutes');
  await waitFor(() => expect(court.asked).toHaveLength(1));
  const { starts_at, ends_at } = court.asked[0]?.body ?? { starts_at: '', ends_at: '' };
  expect([starts_at, ends_at].map((at) => toWall(at, COURT.time_zone).slice(11))).toEqual(['09:17', '11:03']);
});

test('a window outlives a reload too', async () => {
  court.resource = { ...COURT, slot_minutes: null, step_minutes: null };
  visit(`${PAGE}&at=${DAY}T17:00:00Z&until=${DAY}T18:30:00Z`, { as: 'ada' });
  const there = toWall(`${DAY}T17:00:00Z`, COURT.time_zone);
  expect(await screen.findByLabelText('From')).toHaveValue(there);
  expect(await screen.findByRole('button', { name: /^Hold .* for 10 minutes$/ })).not.toHaveAttribute('aria-disabled');
});
