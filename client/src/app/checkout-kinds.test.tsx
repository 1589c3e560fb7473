import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import type { Booking } from '@/lib/types';
import { BALCONY, EVENT, hall, placesOf, takePlaces } from '@/testing/areas/events';
import { COURT, court, slotBooking } from '@/testing/areas/slots';
import { daysAhead } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const HOLD = '*/api/v1/events/:id/bookings';
const BASKET = [{ section_id: BALCONY, quantity: 2 }];
const secondsAhead = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

function keep(booking: Booking): Booking {
  world.bookings.set(booking.id, booking);
  return booking;
}

/** The hour from eleven to noon in Seattle, some days ahead. */
const NOON = { starts_at: daysAhead(4).replace('T18', 'T19'), ends_at: daysAhead(4).replace('T18', 'T20') };

test('the checkout of an event names its places, and what is theirs for now', async () => {
  const booking = keep(placesOf(BASKET));
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  const places = await screen.findByRole('list', { name: 'Places' });
  expect(places).toHaveTextContent('2 ×Balcony');
  expect(screen.getByRole('heading', { name: 'The places are yours for now' })).toBeVisible();
  expect(screen.getByText('The Lantern Room, Seattle, WA')).toBeVisible();
  expect(screen.queryByText('Pick-up')).toBeNull();
  expect(screen.getByRole('button', { name: 'Pay $60.00' })).toBeVisible();
});

test('places without a date say so, in the checkout and in the list', async () => {
  const booking = keep(placesOf(BASKET, { starts_at: null, ends_at: null }));
  const { router } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText('Valid on any day')).toBeVisible();
  await router.navigate('/login');
  await router.navigate('/bookings');
  expect(await screen.findByText('2 × Balcony')).toBeVisible();
  expect(screen.getByText('Valid on any day')).toBeVisible();
});

test('places whose hold ended on screen are held again with one press', async () => {
  const booking = keep(placesOf(BASKET, { expires_at: secondsAhead(0.6) }));
  const { user } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText(/^Late Set at the Lantern still has your places/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hold for 10 minutes' }));
  expect(await screen.findByRole('timer')).toBeVisible();
  expect(hall.asked.map((sent) => sent.lines)).toEqual([BASKET]);
});

test('places that are gone lead back to the event, and no button promises them', async () => {
  const [floor, balcony] = EVENT.sections as [Event, Event];
  hall.event = { ...EVENT, sections: [floor, { ...balcony, remaining: 1 }] };
  const booking = keep(placesOf(BASKET, { status: 'expired', expires_at: secondsAhead(-5) }));
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  const link = await screen.findByRole('link', { name: 'See other places' });
  expect(link).toHaveAttribute('href', `/events/${EVENT.id}`);
  expect(screen.queryByRole('button', { name: /^Hold/ })).toBeNull();
});
type Event = (typeof EVENT.sections)[number];

test('a lost answer about places is asked for again with the same key, and there is one hold', async () => {
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
  const booking = keep(placesOf(BASKET, { id: 'a1'.repeat(12), status: 'expired', expires_at: secondsAhead(-5) }));
  const { user } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  await screen.findByText(/still has your places/);
  await user.click(screen.getByRole('button', { name: 'Hold for 10 minutes' }));
  expect(await screen.findByRole('timer')).toBeVisible();
  const [first, second] = hall.asked;
  expect(first?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.key).toBe(first?.key);
  expect([...world.bookings.values()].filter(({ status }) => status === 'pending')).toHaveLength(1);
});

test('a slot that others took meanwhile is told, and the next one is a press away', async () => {
  const later = { starts_at: NOON.ends_at, ends_at: NOON.ends_at.replace('T20', 'T21') };
  const { id, title, price } = COURT;
  const offer = { ...later, listing: { id, title }, total: price, reason: 'same_resource_other_time' };
  server.use(
    http.post('*/api/v1/time-slots/:id/bookings', () => problem(409, 'window_taken', { alternatives: [offer] }), {
      once: true,
    }),
  );
  const booking = keep(slotBooking(NOON, { id: 'a2'.repeat(12), status: 'expired', expires_at: secondsAhead(-5) }));
  const { user } = visit(`/checkout/${booking.id}`, { as: 'ada' });
  await screen.findByText(/^Court 1 is still free at that time/);
  await user.click(screen.getByRole('button', { name: 'Hold for 10 minutes' }));
  const dialog = await screen.findByRole('dialog', { name: 'Someone was faster' });
  await user.click(within(dialog).getByRole('button', { name: /Same place, other time/ }));
  expect(await screen.findByRole('heading', { name: 'The time is yours for now' })).toBeVisible();
  expect(court.asked.map(({ body }) => body)).toEqual([{ ...later, any_of_group: false }]);
});

test('a slot that is taken when its hold has ended is not offered again', async () => {
  court.taken.add(NOON.starts_at);
  const booking = keep(slotBooking(NOON, { status: 'expired', expires_at: secondsAhead(-5) }));
  visit(`/checkout/${booking.id}`, { as: 'ada' });
  expect(await screen.findByText(/^Court 1 is no longer free at that time/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'See other times' })).toHaveAttribute('href', `/slots/${COURT.id}`);
});

test('the chip of the head counts for whatever is held', async () => {
  const booking = keep(placesOf(BASKET));
  visit('/', { as: 'ada' });
  const chip = await screen.findByRole('link', { name: /^Your hold on Late Set at the Lantern/ });
  expect(chip).toHaveAttribute('href', `/checkout/${booking.id}`);
});

test('the list of bookings is filtered by kind, in the address', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/bookings', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('kind') ?? 'all');
      return HttpResponse.json([...world.bookings.values()]);
    }),
  );
  keep(placesOf(BASKET));
  const { user, addressNow } = visit('/bookings?when=all', { as: 'ada' });
  await screen.findByText('2 × Balcony');
  const kinds = within(screen.getByRole('navigation', { name: 'Filter by kind' }));
  await user.click(kinds.getByRole('link', { name: 'Time slots' }));
  await waitFor(() => expect(addressNow()).toBe('/bookings?when=all&kind=time_slots'));
  await waitFor(() => expect(asked).toContain('time_slots'));
});
