import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { BALCONY, EVENT, FLOOR, hall, takePlaces } from '@/testing/areas/events';
import { PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const HOLD = '*/api/v1/events/:id/bookings';
const PAGE = `/events/${EVENT.id}`;
const WITH_TWO = `${PAGE}?p=${BALCONY}:2`;

const [floor, balcony] = EVENT.sections as [(typeof EVENT.sections)[number], (typeof EVENT.sections)[number]];
const main = () => within(screen.getByRole('main'));
const moreOf = (section: string) => screen.findByRole('button', { name: `${section}: places: one more` });

async function press(user: ReturnType<typeof visit>['user'], name: string | RegExp) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await user.click(button);
}

test('the list shows when, where, from what price and how many places are left', async () => {
  visit('/events');
  const link = await screen.findByRole('link', { name: 'Late Set at the Lantern' });
  expect(link).toHaveAttribute('href', PAGE);
  expect(screen.getByText('43 places left')).toBeVisible();
  expect(screen.getByText('The Lantern Room, Seattle, WA')).toBeVisible();
  expect(screen.getByText('1 event')).toBeVisible();
});

test('filters travel in the address, and the list asks by them', async () => {
  const { user, addressNow } = visit('/events?city=Seattle');
  await screen.findByRole('link', { name: 'Late Set at the Lantern' });
  expect(screen.getByLabelText('City')).toHaveValue('Seattle');
  await user.selectOptions(screen.getByLabelText('Places together'), '4');
  await user.selectOptions(screen.getByLabelText('Sort by'), 'price');
  await waitFor(() => expect(addressNow()).toBe('/events?city=Seattle&places=4&sort=price'));
  await waitFor(() => expect(hall.lists.at(-1)).toContain('city=Seattle&quantity=4&sort=price'));
});

test('an address with nonsense asks for the plain list', async () => {
  visit('/events?from=tomorrow&to=2030-13-45&places=-3&sort=luck&page=zero');
  await screen.findByRole('link', { name: 'Late Set at the Lantern' });
  expect(hall.lists).toEqual(['?page=1&page_size=24']);
});

test('an event that is not there says so and leads to the others', async () => {
  visit(`/events/${'0'.repeat(24)}`);
  expect(await screen.findByText('This event is not on offer')).toBeVisible();
  expect(screen.getByRole('link', { name: 'See all events' })).toHaveAttribute('href', '/events');
});

test('places are chosen up to what is left and what one booking takes, and the reason is said', async () => {
  const { user, addressNow } = visit(PAGE, { as: 'ada' });
  const more = await moreOf('Balcony');
  for (const _ of [1, 2, 3]) await user.click(more);
  expect(screen.getByText('That is all: 3 places are left here.')).toBeVisible();
  expect(more).toHaveAttribute('aria-disabled', 'true');
  await user.click(await moreOf('Floor'));
  expect(await moreOf('Floor')).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getAllByText('One booking takes at most 4 places.').length).toBeGreaterThan(1);
  expect(await screen.findByRole('button', { name: 'Hold 4 places for 10 minutes' })).toBeVisible();
  expect(await main().findAllByText('$135.00')).not.toHaveLength(0);
  await waitFor(() => expect(addressNow()).toBe(`${PAGE}?p=${BALCONY}%3A3&p=${FLOOR}%3A1`));
});

test('a basket is held with one press, and its checkout names it', async () => {
  const { user } = visit(WITH_TWO, { as: 'ada' });
  await press(user, 'Hold 2 places for 10 minutes');
  expect(await screen.findByRole('heading', { name: 'The places are yours for now' })).toBeVisible();
  expect(hall.asked.map(({ lines }) => lines)).toEqual([[{ section_id: BALCONY, quantity: 2 }]]);
});

test('a guest signs in late, and the very places that were chosen are held', async () => {
  const { user, addressNow } = visit(WITH_TWO);
  await press(user, 'Hold 2 places for 10 minutes');
  const email = await screen.findByLabelText('E-mail');
  expect(screen.getByText('2 × Balcony')).toBeVisible();
  await user.type(email, 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(main().getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(addressNow()).toBe(`/checkout/${'1'.repeat(24)}`));
  expect(hall.asked).toHaveLength(1);
});

test('a session that ends under way comes back with the same key', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(
      HOLD,
      ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        world.hasCookie = false;
        return problem(401, 'unauthenticated');
      },
      { once: true },
    ),
  );
  const { user } = visit(WITH_TWO, { as: 'ada' });
  await press(user, 'Hold 2 places for 10 minutes');
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(main().getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('heading', { name: 'The places are yours for now' })).toBeVisible();
  expect(hall.asked.map(({ key }) => key)).toEqual(keys);
});

test('what costs nothing is booked at once, and no checkout is shown', async () => {
  hall.event = { ...EVENT, sections: [{ ...balcony, price: { amount: 0, currency: 'USD' } }] };
  const { user, addressNow } = visit(WITH_TWO, { as: 'ada' });
  await press(user, 'Book 2 places for free');
  await waitFor(() => expect(addressNow()).toBe(`/bookings/${'1'.repeat(24)}`));
  expect(await screen.findByText('The places are yours.')).toBeVisible();
  expect(screen.getAllByText('Free of charge.')[0]).toBeVisible();
});

test('a lost answer is asked for again with the same key, and there is one hold', async () => {
  server.use(
    http.post(
      HOLD,
      async ({ request }) => {
        await takePlaces(request);
        return HttpResponse.error();
      },
      { once: true },
    ),
  );
  const { user } = visit(WITH_TWO, { as: 'ada' });
  await press(user, 'Hold 2 places for 10 minutes');
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(hall.asked).toHaveLength(2);
  expect(new Set(hall.asked.map(({ key }) => key)).size).toBe(1);
  expect(world.bookings.size).toBe(1);
});

test('a section that ran short is named, and another is a press away', async () => {
  const lines = [{ section_id: FLOOR, quantity: 2 }];
  const { id, title, venue } = EVENT;
  const offer = {
    listing: { id, title, venue, vehicle_type: null },
    starts_at: null,
    ends_at: null,
    lines,
    total: { amount: 9000, currency: 'USD' },
    reason: 'other_section',
  };
  const errors = { 'lines.0.quantity': ['Only 1 of the 2 places you want is left in Balcony.'] };
  server.use(http.post(HOLD, () => problem(409, 'sold_out', { errors, alternatives: [offer] }), { once: true }));
  const { user } = visit(WITH_TWO, { as: 'ada' });
  await press(user, 'Hold 2 places for 10 minutes');
  const dialog = await screen.findByRole('dialog', { name: 'Someone was faster' });
  expect(within(dialog).getByText('Balcony')).toBeVisible();
  expect(within(dialog).getByText('1 left of the 2 you want')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: /Other section2 × Floor/ }));
  expect(await screen.findByRole('heading', { name: 'The places are yours for now' })).toBeVisible();
  expect(hall.asked.map((sent) => sent.lines)).toEqual([lines]);
});

test('one for each person is said before, and leads to the one there is', async () => {
  hall.event = { ...EVENT, policy: { ...EVENT.policy, one_per_client: true } };
  const links = { booking: `/api/v1/bookings/${'b'.repeat(24)}` };
  server.use(http.post(HOLD, () => problem(409, 'already_booked', { links })));
  const { user } = visit(WITH_TWO, { as: 'ada' });
  expect(await screen.findByText('One booking for each person')).toBeVisible();
  await press(user, 'Hold 2 places for 10 minutes');
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('link', { name: 'See your booking' })).toHaveAttribute(
    'href',
    `/bookings/${'b'.repeat(24)}`,
  );
});

test('what others take while the page is looked at is shown, and no row moves', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  visit(WITH_TWO, { as: 'ada' });
  await screen.findByText('3 places left');
  hall.event = {
    ...EVENT,
    sections: [
      { ...floor, remaining: 0 },
      { ...balcony, remaining: 1 },
    ],
  };
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  expect(await screen.findByText('Only 1 place is left now. Choose fewer.')).toBeVisible();
  const rows = within(screen.getByRole('region', { name: 'Choose your places' })).getAllByRole('listitem');
  expect(rows.map((row) => row.textContent?.slice(0, 5))).toEqual(['Floor', 'Balco']);
  expect(screen.getByText('Sold out')).toBeVisible();
  const button = screen.getByRole('button', { name: /^Hold 2 places/ });
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('a sold-out event says so, offers no places and leads to others', async () => {
  hall.event = { ...EVENT, sections: [{ ...floor, remaining: 0 }] };
  visit(PAGE, { as: 'ada' });
  const status = await screen.findByText(/^Every place is held or booked/);
  expect(status).toBeVisible();
  expect(screen.queryByRole('spinbutton')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Hold/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'See other events' })).toHaveAttribute('href', '/events');
});

test('an owner sees the event, and why there is no hold', async () => {
  visit(WITH_TWO, { as: 'omar' });
  expect(await screen.findByText('Only client accounts book')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Hold/ })).toBeNull();
});

test('places that cannot be counted anew stay, and their age is said', async () => {
  visit(PAGE, { as: 'ada' });
  await moreOf('Balcony');
  server.use(http.get('*/api/v1/events/:id', () => HttpResponse.error()));
  act(() => {
    window.dispatchEvent(new Event('focus'));
  });
  expect(await screen.findByText(/^Shown as of/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Balcony: places: one more' })).toBeVisible();
});

test('an event that never came is a problem that stays until an answer does', async () => {
  server.use(http.get('*/api/v1/events/:id', () => problem(500, 'internal')));
  const { user } = visit(PAGE, { as: 'ada' });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The fault is ours');
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    http.get('*/api/v1/events/:id', async () => {
      await answered;
      return HttpResponse.json(hall.event);
    }),
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(alert).toBeVisible();
  answer();
  expect(await moreOf('Balcony')).toBeVisible();
});

test('a whole price that did not come is a problem with a way on, not an empty basket', async () => {
  server.use(http.get('*/api/v1/events/:id/quote', () => problem(500, 'internal'), { once: true }));
  const { user } = visit(WITH_TWO, { as: 'ada' });
  expect(await screen.findByRole('alert')).toHaveTextContent('The fault is ours');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await press(user, /^Hold 2 places/);
  await waitFor(() => expect(hall.asked).toHaveLength(1));
});
