import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { Booking } from '@/lib/types';
import { ADA, bookingOf, daysAhead } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const [FLOOR, BALCONY] = ['1'.repeat(24), '2'.repeat(24)];

const known = (change: Partial<Booking>) => {
  const booking = bookingOf({ payment_status: 'paid', status: 'confirmed', expires_at: null, ...change });
  world.bookings.set(booking.id, booking);
  return booking;
};

const basket = () =>
  known({
    kind: 'events',
    lines: [
      { section_id: FLOOR, name: 'Floor', quantity: 3 },
      { section_id: BALCONY, name: 'Balcony', quantity: 1 },
    ],
  });

/** A server that gives back three quarters of each place, and remembers what it was asked to cancel. */
function cancelling(price: Record<string, number>) {
  const asked: { previews: string[][]; cancels: unknown[] } = { previews: [], cancels: [] };
  server.use(
    http.get('*/api/v1/bookings/:id/cancellation-preview', ({ request }) => {
      const lines = new URL(request.url).searchParams.getAll('lines');
      asked.previews.push(lines);
      const wanted = lines.length ? lines : [`${FLOOR}:3`, `${BALCONY}:1`];
      const sum = wanted.reduce((total, line) => {
        const [id = '', count = 0] = line.split(':');
        return total + (price[id] ?? 0) * Number(count);
      }, 0);
      const refund = Math.floor(sum * 0.75);
      const remainder = lines.length ? { lines: [], total: usd(20_000 - sum), rules: [], days: null } : null;
      return HttpResponse.json({
        refund: usd(refund),
        kept: usd(sum - refund),
        tiers: [],
        free_until: null,
        remainder,
      });
    }),
    http.post('*/api/v1/bookings/:id/cancel', async ({ request, params }) => {
      asked.cancels.push(await request.json());
      const before = world.bookings.get(String(params.id)) as Booking;
      const after: Booking = { ...before, payment_status: 'refund_pending', refund: usd(2_501) };
      world.bookings.set(before.id, after);
      return HttpResponse.json(after);
    }),
  );
  return asked;
}

test('some places of a basket are cancelled, for exactly what was shown', async () => {
  const asked = cancelling({ [FLOOR]: 2_501, [BALCONY]: 12_497 });
  const { user } = visit(`/bookings/${basket().id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('$150.00')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Floor (of 3): one less' }));
  await user.click(dialog.getByRole('button', { name: 'Balcony (of 1): one less' }));
  expect(await dialog.findByText('$37.51')).toBeVisible();
  expect(dialog.getByText('$12.51')).toBeVisible();
  expect(dialog.getByText('$149.98')).toBeVisible();
  expect(asked.previews.at(-1)).toEqual([`${FLOOR}:2`]);
  await user.click(dialog.getByRole('button', { name: 'Cancel these places' }));
  await waitFor(() => expect(asked.cancels).toEqual([{ lines: [{ section_id: FLOOR, quantity: 2 }] }]));
});

test('with no place chosen there is nothing to cancel', async () => {
  const asked = cancelling({ [FLOOR]: 2_500, [BALCONY]: 12_500 });
  const { user } = visit(`/bookings/${basket().id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = within(await screen.findByRole('dialog'));
  for (let times = 0; times < 3; times += 1) {
    await user.click(dialog.getByRole('button', { name: 'Floor (of 3): one less' }));
  }
  await user.click(dialog.getByRole('button', { name: 'Balcony (of 1): one less' }));
  const confirm = dialog.getByRole('button', { name: 'Cancel these places' });
  expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await user.click(confirm);
  expect(asked.cancels).toEqual([]);
});

test('of what has gone back already nothing is promised once more', async () => {
  const nothing = { refund: usd(0), kept: usd(0), tiers: [], free_until: daysAhead(3), remainder: null };
  server.use(http.get('*/api/v1/bookings/:id/cancellation-preview', () => HttpResponse.json(nothing)));
  const { user } = visit(`/bookings/${known({ payment_status: 'refunded', refund: usd(27_000) }).id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('What was paid has gone back already.')).toBeVisible();
  expect(dialog).not.toHaveTextContent(/Everything comes back|This holds until/);
});

test('nothing is cancelled while nobody can say what comes back', async () => {
  server.use(http.get('*/api/v1/bookings/:id/cancellation-preview', () => problem(409, 'already_started')));
  const { user } = visit(`/bookings/${known({}).id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByRole('alert')).toHaveTextContent('It has started');
  expect(dialog.getByRole('button', { name: 'Cancel booking' })).toHaveAttribute('aria-disabled', 'true');
});

test.each([
  ['refund_pending', /is on its way back to you/],
  ['refunded', /has gone back to you/],
  ['paid', /nothing comes back/],
] as const)('a cancelled booking says how far its money is: %s', async (payment_status, words) => {
  const booking = known({ status: 'cancelled', payment_status, refund: payment_status === 'paid' ? null : usd(1234) });
  visit(`/bookings/${booking.id}`, { as: 'ada' });
  const said = (await screen.findByText('Cancelled', { selector: 'p' })).closest('[role=status]');
  expect(said).toHaveTextContent(words);
  if (payment_status !== 'paid') expect(said).toHaveTextContent('$12.34');
  expect(screen.getByRole('link', { name: 'Book again' })).toHaveAttribute('href', `/cars/${booking.listing.id}`);
});

test('the terms are told with their last moment, by the clock of the place', async () => {
  const starts_at = '2027-01-15T18:00:00Z';
  visit(`/bookings/${known({ starts_at, ends_at: '2027-01-17T18:00:00Z' }).id}`, { as: 'ada' });
  const first = await screen.findByText('Until Thu, Jan 14, 10:00 AM PST');
  expect(first.parentElement).toHaveTextContent(/You get everything back\.holds now/);
  const terms = within(screen.getByRole('region', { name: 'If you cancel' }));
  expect(terms.getByText('After that').parentElement).toHaveTextContent('Nothing comes back.');
});

test('the receipt has all that a bookkeeper asks for, on paper only', async () => {
  const history = [
    { at: '2026-11-20T18:00:00Z', status: 'pending', trigger: 'held' },
    { at: '2026-11-20T18:05:00Z', status: 'confirmed', trigger: 'paid' },
  ];
  const starts_at = '2027-01-15T18:00:00Z';
  const booking = known({
    history,
    starts_at,
    ends_at: '2027-01-17T18:00:00Z',
    payment_status: 'partially_refunded',
    refund: usd(7_000),
  });
  vi.stubGlobal('print', vi.fn());
  const { user } = visit(`/bookings/${booking.id}`, { as: 'ada' });
  const receipt = await screen.findByRole('region', { name: 'Receipt', hidden: true });
  expect(receipt).toHaveClass('hidden', 'print:block');
  for (const words of [
    booking.id,
    `${ADA.name}, ${ADA.email}`,
    booking.listing.title,
    'Friday, January 15, 2027 at 10:00 AM PST',
    'Friday, November 20, 2026 at 10:05 AM PST',
    '$270.00',
    '−$70.00',
    '$200.00',
  ]) {
    expect(receipt).toHaveTextContent(words);
  }
  await user.click(screen.getByRole('button', { name: 'Print receipt' }));
  expect(window.print).toHaveBeenCalledOnce();
});

test('what was never paid has no receipt, and a hold no calendar', async () => {
  visit(`/bookings/${known({ status: 'pending', payment_status: 'unpaid' }).id}`, { as: 'ada' });
  await screen.findByRole('button', { name: 'Release the hold' });
  expect(screen.queryByRole('button', { name: 'Print receipt' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add to calendar' })).toBeNull();
});

test('bookings are shown by time and kind, with the count of each', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/bookings', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const when = searchParams.get('when');
      if (searchParams.get('page_size') === '20') asked.push(`${when} ${searchParams.get('kind')}`);
      const total = { upcoming: 2, past: 7 }[when ?? ''] ?? 9;
      const items = when === 'past' && searchParams.get('kind') ? [] : [bookingOf({ starts_at: daysAhead(3) })];
      const header = { 'X-Pagination': JSON.stringify({ total, total_pages: 1, page: 1 }) };
      return HttpResponse.json(items, { headers: header });
    }),
  );
  const { user, addressNow } = visit('/bookings', { as: 'ada' });
  const tabs = within(await screen.findByRole('navigation', { name: 'When' }));
  expect(await tabs.findByRole('link', { name: 'Upcoming 2' })).toHaveAttribute('aria-current', 'page');
  expect(await tabs.findByRole('link', { name: 'All 9' })).toBeVisible();
  await user.click(tabs.getByRole('link', { name: 'Past 7' }));
  const kinds = within(screen.getByRole('navigation', { name: 'Filter by kind' }));
  await user.click(kinds.getByRole('link', { name: 'Events' }));
  await waitFor(() => expect(addressNow()).toBe('/bookings?when=past&kind=events'));
  expect(await screen.findByText('Nothing here')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Find an event' })).toHaveAttribute('href', '/events');
  expect(asked).toEqual(['upcoming null', 'past null', 'past events']);
});
