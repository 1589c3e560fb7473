import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { formatTime } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import { bookingOf } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { world } from '@/testing/server';

function keep(change: Parameters<typeof bookingOf>[0] = {}) {
  const booking = bookingOf(change);
  world.bookings.set(booking.id, booking);
  return booking;
}

const secondsAhead = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

test('the checkout shows sum, time left and what is paid', async () => {
  const booking = keep();
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Pay $270.00' })).toBeVisible();
});

test('a hold that ends on screen is held again with one press', async () => {
  const booking = keep({ expires_at: secondsAhead(0.6) });
  const { user } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText(/^Tesla Model X 2019 is still free/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hold for 10 minutes' }));
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(world.holds[0]?.body).toMatchObject({ starts_at: booking.starts_at, ends_at: booking.ends_at });
});

test('leaving with a live hold asks, and releasing frees it', async () => {
  const booking = keep();
  const { user, router, addressNow } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  // The router hears of the guard in an effect, which may run long after the page is drawn.
  const guarded = vi.spyOn(router, 'getBlocker');
  await waitFor(() => expect(guarded).toHaveBeenCalled());
  await user.click(screen.getByRole('link', { name: 'Find a car' }));
  const dialog = await screen.findByRole('dialog', { name: 'Keep your hold?' });
  await user.click(within(dialog).getByRole('button', { name: 'Release it and leave' }));
  await waitFor(() => expect(addressNow()).toBe('/cars'));
  expect(world.bookings.get(booking.id)?.status).toBe('cancelled');
});

test('who leaves is told until when the hold goes on, by their own clock', async () => {
  const booking = keep({ expires_at: '2030-06-01T12:34:00Z' });
  const { user, router } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  const guarded = vi.spyOn(router, 'getBlocker');
  await waitFor(() => expect(guarded).toHaveBeenCalled());
  const until = formatTime('2030-06-01T12:34:00Z', BROWSER_ZONE);
  expect(await screen.findByText(new RegExp(`is kept for you until ${until}`))).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Find a car' }));
  const dialog = await screen.findByRole('dialog', { name: 'Keep your hold?' });
  expect(dialog).toHaveTextContent(`Tesla Model X 2019 stays yours until ${until}, also when you leave.`);
});

test('what cancelling gives back is said before anything is paid', async () => {
  const booking = keep();
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText(/^Until \w+, .* P[DS]T$/)).toBeVisible();
  expect(screen.getByText('You get everything back.')).toBeVisible();
});

test('a paid booking needs no checkout', async () => {
  const booking = keep({ status: 'confirmed', payment_status: 'paid', expires_at: null });
  const { addressNow } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  await waitFor(() => expect(addressNow()).toBe(`/bookings/${booking.id}`));
});

test('cancelling names the effect and waits for the server', async () => {
  const booking = keep({ status: 'confirmed', payment_status: 'paid', expires_at: null });
  const { user } = visit(`/bookings/${booking.id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }));
  const dialog = await screen.findByRole('dialog', { name: 'Cancel this booking?' });
  expect(await within(dialog).findByText('$270.00')).toBeVisible();
  expect(within(dialog).getByText(/^Everything comes back\./)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Cancel booking' }));
  await waitFor(() => expect(screen.getAllByText('Cancelled')).not.toHaveLength(0));
});

test('a hold can be released beside its payment', async () => {
  const booking = keep();
  const { user } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Release the hold' }));
  const dialog = await screen.findByRole('dialog', { name: 'Release the hold?' });
  await user.click(within(dialog).getByRole('button', { name: 'Release the hold' }));
  expect(await screen.findByText('This hold was released')).toBeVisible();
});

test('the list of bookings shows how long a hold lasts, and the way to its payment', async () => {
  const booking = keep({ expires_at: secondsAhead(300) });
  visit('/bookings', { as: 'ada' });
  expect(await screen.findByText(/^(5:00|4:\d\d) left to pay$/)).toBeVisible();
  const link = screen.getByRole('link', { name: 'Continue to payment' });
  expect(link).toHaveAttribute('href', `/checkout/${booking.id}`);
});

test('the time left is spoken as it is on arrival', async () => {
  const booking = keep({ expires_at: secondsAhead(250) });
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText('4 minutes left to pay.')).toBeInTheDocument();
});

test('a refund on its way is watched until it is there', async () => {
  const booking = keep({ status: 'cancelled', payment_status: 'refund_pending', expires_at: null });
  visit(`/bookings/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText('The refund is on its way.', { selector: 'p.text-sm' })).toBeVisible();
  keep({ status: 'cancelled', payment_status: 'refunded', expires_at: null });
  expect(await screen.findByText('Refunded $270.00')).toBeVisible();
});
