import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { addDays, toInstant } from '@/lib/zone';
import { desk } from '@/testing/areas/owner';
import { EARNED, ENTRY, HONDA, ownBooking, today, ZONE } from '@/testing/owner-fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const at = (day: string, time: string) => toInstant(`${day}T${time}`, ZONE);

test('cancelling says what goes back, asks why, and is sent once under one key', async () => {
  desk.bookings = [ownBooking()];
  let first = true;
  server.use(
    http.post('*/owner/bookings/:id/cancel', ({ request }) => {
      if (!first) return;
      first = false;
      desk.cancelled.push({ key: request.headers.get('Idempotency-Key'), reason: 'lost answer' });
      return HttpResponse.error();
    }),
  );
  const { user } = visit('/owner/bookings', { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: HONDA.title }));
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Cancel this booking?' }));
  expect(await dialog.findByText('Cancels 1 booking, refunds $318.00.')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Cancel and refund' }));
  expect(desk.cancelled).toEqual([]);
  await user.type(dialog.getByLabelText('Reason'), 'The car is in the workshop');
  await user.click(dialog.getByRole('button', { name: 'Cancel and refund' }));
  expect(await dialog.findByText('No connection to the server')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Cancel and refund' }));
  const panel = within(await screen.findByRole('dialog', { name: HONDA.title }));
  expect(await panel.findByText('The car is in the workshop')).toBeVisible();
  expect(panel.queryByRole('button', { name: 'Cancel booking' })).toBeNull();
  expect(desk.cancelled).toHaveLength(2);
  expect(desk.cancelled[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(desk.cancelled[1]?.key).toBe(desk.cancelled[0]?.key);
});

test('filters are kept in the address and asked of the server', async () => {
  desk.bookings = [ownBooking(), ownBooking({ id: 'd'.repeat(24), status: 'completed' })];
  const { user, addressNow } = visit(`/owner/bookings?kind=cars&listing=${HONDA.id}`, { as: 'omar' });
  expect(await screen.findAllByRole('button', { name: HONDA.title })).toHaveLength(2);
  await user.selectOptions(screen.getByLabelText('State'), 'Completed');
  await waitFor(() => expect(screen.getAllByRole('button', { name: HONDA.title })).toHaveLength(1));
  expect(addressNow()).toContain('status=completed');
  expect(desk.asked.at(-1)).toContain(`status=completed&kind=cars&listing=${HONDA.id}`);
});

test('bookings of a car are found by words, and a link to one listing can be cleared', async () => {
  desk.bookings = [ownBooking()];
  const { user, addressNow } = visit(`/owner/bookings?listing=${HONDA.id}`, { as: 'omar' });
  await screen.findByRole('button', { name: HONDA.title });
  await waitFor(() => expect(screen.getByLabelText('Listing')).toHaveDisplayValue(HONDA.title));
  await user.selectOptions(screen.getByLabelText('Listing'), 'All');
  await waitFor(() => expect(addressNow()).toBe('/owner/bookings'));
  await user.type(screen.getByLabelText('Find a listing'), 'civ');
  await waitFor(() => expect(desk.asked.at(-1)).toContain('q=civ'));
});

test('what comes in meanwhile waits to be shown, and moves no row', async () => {
  desk.bookings = [ownBooking()];
  const { user } = visit('/owner/bookings', { as: 'omar' });
  await screen.findByRole('button', { name: HONDA.title });
  desk.bookings = [
    ownBooking({ id: 'd'.repeat(24), listing: { ...ownBooking().listing, title: 'Late Mazda' } }),
    ...desk.bookings,
  ];
  window.dispatchEvent(new Event('focus'));
  const news = await screen.findByRole('button', { name: '1 change – show it' });
  expect(screen.queryByRole('button', { name: 'Late Mazda' })).toBeNull();
  await user.click(news);
  expect(await screen.findByRole('button', { name: 'Late Mazda' })).toBeVisible();
});

test('today names pick-ups and returns by the clock of the place, holds, and what is to do', async () => {
  const [now, then] = [today(), addDays(today(), 1)];
  const coming = ownBooking({ starts_at: at(now, '23:30'), ends_at: at(addDays(now, 5), '10:00') });
  const back = ownBooking({ id: 'd'.repeat(24), starts_at: at(addDays(now, -4), '10:00'), ends_at: at(then, '09:15') });
  const soon = new Date(Date.now() + 300_000).toISOString();
  const hold = ownBooking({ id: 'e'.repeat(24), status: 'pending', expires_at: soon, links: {} });
  desk.bookings = [coming, back, hold];
  desk.names = [{ ...HONDA, visibility: 'paused', photos: [] }];
  visit('/owner', { as: 'omar' });
  expect(await screen.findByText('11:30 PM')).toBeVisible();
  expect(await screen.findByText('9:15 AM')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Pick-ups' })).toHaveTextContent(/Today: 111:30/);
  expect(screen.getByRole('region', { name: 'Returns' })).toHaveTextContent(/^ReturnsTomorrow: 19:15|^Tomorrow: 19:15/);
  expect(await screen.findByRole('timer', { name: 'Time left to pay' })).toHaveTextContent(/^(5:00|4:5\d)$/);
  const todo = within(screen.getByRole('region', { name: 'To do' }));
  expect(await todo.findByRole('link', { name: '1 car is not published' })).toBeVisible();
  expect(todo.getByRole('link', { name: 'Confirm your e-mail address' })).toHaveAttribute('href', '/verify');
});

test('a to-do counts all there are, however many, and leads to just those', async () => {
  server.use(
    http.get('*/owner/cars', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const bare = searchParams.get('visibility') === 'published' && searchParams.get('has_photos') === 'false';
      const numbers = JSON.stringify({ total: bare ? 547 : 0, total_pages: 547, page: 1 });
      return HttpResponse.json([], { headers: { 'X-Pagination': numbers } });
    }),
  );
  const { user, addressNow } = visit('/owner', { as: 'omar' });
  await user.click(await screen.findByRole('link', { name: '547 published cars have no photo' }));
  await waitFor(() => expect(addressNow()).toBe('/owner/fleet/cars?visibility=published&has_photos=false'));
  expect(await screen.findByLabelText('Photos')).toHaveValue('false');
});

test('today names every pick-up, also where there are more than one answer holds', async () => {
  const many = Array.from({ length: 130 }, (_, place) =>
    ownBooking({
      id: String(place).padStart(24, '0'),
      starts_at: at(today(), '23:30'),
      ends_at: at(addDays(today(), 5), '10:00'),
    }),
  );
  server.use(
    http.get('*/owner/bookings', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('status') !== 'confirmed' || searchParams.has('ends_from')) return;
      const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('page_size'))];
      const numbers = JSON.stringify({ total: many.length, total_pages: Math.ceil(many.length / size), page });
      return HttpResponse.json(many.slice((page - 1) * size, page * size), { headers: { 'X-Pagination': numbers } });
    }),
  );
  visit('/owner', { as: 'omar' });
  expect(await screen.findByText('Today: 130')).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'Pick-ups' })).getAllByRole('listitem')).toHaveLength(130);
});

test('the table of earnings is the report, to the cent, and leads to its entries', async () => {
  desk.earned = EARNED;
  let asked = '';
  server.use(
    http.get('*/owner/earnings/entries', ({ request }) => {
      asked = new URL(request.url).search;
      return HttpResponse.json([ENTRY]);
    }),
  );
  const { user } = visit('/owner/earnings?from=2026-11-23&to=2026-11-24', { as: 'omar' });
  const name = await screen.findByRole('button', { name: 'Mon, Nov 23, 2026' });
  expect(screen.getByRole('table', { name: 'Earnings, row by row' })).toContainElement(name);
  const cells = [...(name.closest('tr')?.children ?? [])].map(({ textContent }) => textContent);
  expect(cells).toEqual(['Mon, Nov 23, 2026', '2', '$647.32', '$323.66', '$32.04', '$24.67', '$266.95', '$0.07']);
  await user.click(name);
  const panel = within(await screen.findByRole('dialog', { name: 'Mon, Nov 23, 2026' }));
  expect(await panel.findByText('$323.66')).toBeVisible();
  expect(asked).toContain('from=2026-11-23&to=2026-11-23&tz=America%2FLos_Angeles');
  expect(screen.getAllByText(/^As of Tue, Nov 24, 4:00 AM PST/)[0]).toBeVisible();
});

test('a report that does not come says so, with the number to ask about, and can be asked again', async () => {
  server.use(http.get('*/owner/lost-demand', () => problem(503, 'unavailable'), { once: true }));
  const { user } = visit('/owner/earnings', { as: 'omar' });
  const part = within(await screen.findByRole('region', { name: 'Lost demand' }));
  expect(await part.findByRole('alert')).toHaveTextContent('req-1');
  await user.click(part.getByRole('button', { name: 'Try again' }));
  expect(await part.findByText('Nobody was turned away in these days.')).toBeVisible();
});

test('an owner of nothing sees on every view what to do next', async () => {
  const { router } = visit('/owner', { as: 'omar' });
  expect(await screen.findByRole('link', { name: 'Put up your first listing' })).toHaveAttribute(
    'href',
    '/owner/fleet',
  );
  expect(await screen.findByText('No car is picked up today or tomorrow.')).toBeVisible();
  await router.navigate('/owner/bookings');
  expect(await screen.findByText('No bookings yet')).toBeVisible();
  await router.navigate('/owner/earnings');
  expect(await screen.findByText('Nothing earned in these days')).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'To the fleet' })[0]).toHaveAttribute('href', '/owner/fleet');
});

test('a client is told whose desk it is', async () => {
  visit('/owner/earnings', { as: 'ada' });
  expect(await screen.findByText('This page is for owners')).toBeVisible();
});
