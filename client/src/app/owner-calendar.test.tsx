import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { formatCalendar } from '@/lib/format';
import { addDays, toInstant } from '@/lib/zone';
import { desk } from '@/testing/areas/owner';
import { onPhone } from '@/testing/narrow';
import { entryOf, HONDA, MAZDA, ownBooking, rowOf, today, ZONE } from '@/testing/owner-fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const dayName = (day: string) => formatCalendar(day, { weekday: 'long', day: 'numeric', month: 'long' });
const PAGE = () => `/owner/calendar?from=${today()}`;

async function gridRow(title: string) {
  return within((await screen.findByRole('rowheader', { name: new RegExp(`^${title}`) })).closest('tr') as HTMLElement);
}

test('days are marked with the keys and blocked by whole days of the place', async () => {
  desk.rows = [rowOf(HONDA), rowOf(MAZDA)];
  const { user } = visit(PAGE(), { as: 'omar' });
  const row = await gridRow(MAZDA.title);
  row.getByRole('gridcell', { name: `${dayName(addDays(today(), 1))}, free` }).focus();
  await user.keyboard('{Enter}{ArrowRight}{ArrowRight}');
  expect(row.getAllByRole('gridcell', { selected: true })).toHaveLength(3);
  await user.keyboard('{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Block days' }));
  expect(dialog.getByLabelText('Listing')).toHaveDisplayValue(MAZDA.title);
  await user.selectOptions(dialog.getByLabelText('What for'), 'Own use');
  await user.click(dialog.getByRole('button', { name: 'Block' }));
  expect(await screen.findByText('Mazda 6 2006 is blocked.')).toBeVisible();
  const [sent] = desk.blocked;
  expect(sent?.listingId).toBe(MAZDA.id);
  expect(sent?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(sent?.body).toEqual({
    starts_at: toInstant(`${addDays(today(), 1)}T00:00`, ZONE),
    ends_at: toInstant(`${addDays(today(), 4)}T00:00`, ZONE),
    reason: 'own_use',
  });
});

test('a block just made is taken back at one press', async () => {
  desk.rows = [rowOf(HONDA)];
  const { user } = visit(PAGE(), { as: 'omar' });
  await gridRow(HONDA.title);
  await user.click(screen.getByRole('button', { name: 'Block days' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Block' }));
  server.use(http.delete('*/owner/listings/:id/blocks/:block', () => problem(503, 'unavailable'), { once: true }));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  await user.click(undo);
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(desk.removed).toEqual([]);
  await user.click(undo);
  expect(await screen.findByText('Honda Civic 2008 can be booked again.')).toBeVisible();
  expect(desk.removed).toEqual(['9'.repeat(24)]);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('cars of one name are told apart by their key and place, and lead to their own pages', async () => {
  desk.rows = [
    { ...rowOf(HONDA), own_key: 'plate-7' },
    { ...rowOf({ ...MAZDA, title: HONDA.title }), own_key: 'plate-8' },
  ];
  visit(PAGE(), { as: 'omar' });
  const head = await screen.findByRole('rowheader', { name: /plate-8 · Seattle$/ });
  expect(within(head).getByRole('link', { name: HONDA.title })).toHaveAttribute(
    'href',
    `/owner/fleet/cars/${MAZDA.id}`,
  );
});

test('Escape marks nothing, and arrows alone send nothing', async () => {
  desk.rows = [rowOf(HONDA)];
  const { user } = visit(PAGE(), { as: 'omar' });
  const row = await gridRow(HONDA.title);
  row.getByRole('gridcell', { name: `${dayName(today())}, free` }).focus();
  await user.keyboard('{Enter}{ArrowRight}{Escape}');
  expect(row.queryAllByRole('gridcell', { selected: true })).toHaveLength(0);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(desk.blocked).toEqual([]);
});

test('a block over a booking is refused, and the booking is named and one press away', async () => {
  const entry = entryOf();
  desk.rows = [rowOf(HONDA, [entry])];
  desk.bookings = [ownBooking({ id: entry.id })];
  const in_the_way = [
    {
      id: entry.id,
      type: 'booking',
      status: 'confirmed',
      starts_at: entry.starts_at,
      ends_at: entry.ends_at,
      until: null,
    },
  ];
  server.use(http.post('*/owner/listings/:id/blocks', () => problem(409, 'in_the_way', { in_the_way })));
  const { user, addressNow } = visit(PAGE(), { as: 'omar' });
  await gridRow(HONDA.title);
  await user.click(screen.getByRole('button', { name: 'Block days' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Block days' }));
  await user.click(dialog.getByRole('button', { name: 'Block' }));
  const alert = within(await dialog.findByRole('alert'));
  expect(alert.getByText('1 entry is in the way')).toBeVisible();
  await user.click(alert.getByRole('button', { name: /^Booked: Ada, / }));
  expect(await screen.findByText(`Booking ${entry.id}`)).toBeVisible();
  expect(addressNow()).toContain(`booking=${entry.id}`);
});

test('what ends before it starts is said at the field and not sent', async () => {
  desk.rows = [rowOf(HONDA)];
  const { user } = visit(PAGE(), { as: 'omar' });
  await gridRow(HONDA.title);
  await user.click(screen.getByRole('button', { name: 'Block days' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Block days' }));
  const until = dialog.getByLabelText('Until');
  await user.clear(until);
  await user.type(until, `${addDays(today(), -1)}T10:00`);
  await user.click(dialog.getByRole('button', { name: 'Block' }));
  expect(await dialog.findByText('This lies before the start.')).toBeVisible();
  expect(desk.blocked).toEqual([]);
});

test('a block is removed from its bar', async () => {
  const block = entryOf({
    type: 'block',
    id: 'c'.repeat(24),
    status: null,
    client: null,
    reason: 'maintenance',
    note: 'Tyres',
  });
  desk.rows = [rowOf(HONDA, [block])];
  const { user } = visit(PAGE(), { as: 'omar' });
  const row = await gridRow(HONDA.title);
  await user.click(row.getByRole('button', { name: 'Maintenance' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Block: Maintenance' }));
  expect(dialog.getByText('Tyres')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Remove block' }));
  expect(await screen.findByText('Honda Civic 2008 can be booked again.')).toBeVisible();
  expect(desk.removed).toEqual([block.id]);
});

/** A block of maintenance on the Honda, and the dialog that opens from its bar. */
async function openedBlock() {
  const id = 'c'.repeat(24);
  const span = { starts_at: `${addDays(today(), 2)}T08:00:30Z`, ends_at: `${addDays(today(), 3)}T08:00:00Z` };
  const stated = { reason: 'maintenance', note: 'Tyres', ...span } as const;
  desk.rows = [rowOf(HONDA, [entryOf({ type: 'block', id, status: null, client: null, ...stated })])];
  const links = { self: `/api/v1/owner/listings/${HONDA.id}/blocks/${id}`, listing: '' };
  desk.block = { id, kind: 'cars', listing: HONDA, version: 1, created_at: span.starts_at, links, ...stated };
  const page = visit(PAGE(), { as: 'omar' });
  const row = await gridRow(HONDA.title);
  await page.user.click(row.getByRole('button', { name: 'Maintenance' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Block: Maintenance' }));
  await page.user.click(dialog.getByRole('button', { name: 'Change block' }));
  const until = await dialog.findByLabelText('Until');
  return { ...page, dialog, until };
}

test('a block is changed in the version that was read, and only where it was touched', async () => {
  const { user, dialog, until } = await openedBlock();
  await user.clear(until);
  await user.type(until, `${addDays(today(), 5)}T10:00`);
  await user.clear(dialog.getByLabelText(/^Note/));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The block of Honda Civic 2008 is changed.')).toBeVisible();
  const [sent] = desk.changed;
  expect(sent?.version).toBe('"1"');
  expect(Object.keys(sent?.body ?? {}).sort()).toEqual(['ends_at', 'note']);
  expect(sent?.body.note).toBeNull();
});

test('a block that somebody else has changed is not overwritten', async () => {
  server.use(http.patch('*/owner/listings/:id/blocks/:block', () => problem(412, 'precondition_failed')));
  const { user, dialog } = await openedBlock();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('The block was changed meanwhile')).toBeVisible();
});

test('where the new days are booked that is said, and the block stays', async () => {
  const booked = { id: 'a'.repeat(24), type: 'booking', status: 'confirmed', until: null };
  const in_the_way = [{ ...booked, starts_at: '2026-12-01T10:00:00Z', ends_at: '2026-12-02T10:00:00Z' }];
  server.use(http.patch('*/owner/listings/:id/blocks/:block', () => problem(409, 'in_the_way', { in_the_way })));
  const { user, dialog } = await openedBlock();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('1 entry is in the way')).toBeVisible();
  expect(dialog.getByText(/^The block stays as it was\./)).toBeVisible();
  expect(desk.changed).toEqual([]);
});

test('on a phone each listing is a list and no grid', async () => {
  const back = onPhone();
  desk.rows = [rowOf(HONDA, [entryOf()]), rowOf(MAZDA)];
  const { user } = visit(PAGE(), { as: 'omar' });
  expect(await screen.findByRole('button', { name: /^Ada · Booked/ })).toBeVisible();
  expect(screen.getByText('Free all this time')).toBeVisible();
  expect(screen.queryByRole('grid')).toBeNull();
  await user.click(screen.getByRole('button', { name: `Block days ${MAZDA.title}` }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Block days' }));
  expect(dialog.getByLabelText('Listing')).toHaveDisplayValue(MAZDA.title);
  back();
});

test('an owner of nothing is told where to begin', async () => {
  visit('/owner/calendar', { as: 'omar' });
  expect(await screen.findByText('Nothing to show yet')).toBeVisible();
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'To the fleet' })).toHaveAttribute('href', '/owner/fleet'),
  );
});
