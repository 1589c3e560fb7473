import { act, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { Booking } from '@/lib/types';
import { bookingOf } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { server, world } from '@/testing/server';

async function comeBackTo(change: Partial<Booking>) {
  const booking = bookingOf(change);
  world.bookings.set(booking.id, booking);
  visit(`/checkout/${booking.id}/return`, { as: 'ada' });
  return booking;
}

async function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000));
}

test('a webhook that comes late is waited for, and then the booking is confirmed', async () => {
  const booking = await comeBackTo({});
  expect(await screen.findByRole('heading', { name: 'Confirming your payment' })).toBeVisible();
  world.bookings.set(booking.id, { ...booking, status: 'confirmed', payment_status: 'paid' });
  expect(await screen.findByRole('heading', { name: 'Booking confirmed' })).toBeVisible();
});

test('a payment that did not happen leaves the hold and the way back to it', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await comeBackTo({});
  await screen.findByRole('heading', { name: 'Confirming your payment' });
  await pass(11);
  expect(await screen.findByRole('heading', { name: 'The payment did not go through' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Try the payment again' })).toBeVisible();
});

test('when the payment side cannot be asked, it says so and lets people go', async () => {
  server.use(http.post('*/api/v1/bookings/:id/reconcile', () => HttpResponse.error()));
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await comeBackTo({});
  await screen.findByRole('heading', { name: 'Confirming your payment' });
  await pass(11);
  expect(await screen.findByRole('heading', { name: 'Your payment is on its way' })).toBeVisible();
});

test('a payment that came too late is refunded and says so', async () => {
  await comeBackTo({ status: 'expired', payment_status: 'refund_pending' });
  expect(await screen.findByRole('heading', { name: 'The payment came too late' })).toBeVisible();
  expect(screen.getByText(/\$270\.00 goes back to you/)).toBeVisible();
});

test('a hold that ended unpaid says that nothing was charged', async () => {
  await comeBackTo({ status: 'expired' });
  expect(await screen.findByText(/Nothing was charged/)).toBeVisible();
});
