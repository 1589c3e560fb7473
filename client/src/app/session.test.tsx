import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { api, LIVE_HOLD } from '@/lib/api';
import { bookingOf, PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

test('an old token is renewed once for all who ask at the same time', async () => {
  const booking = bookingOf();
  world.bookings.set(booking.id, booking);
  visit(`/bookings/${booking.id}`, { as: 'ada_with_old_token' });
  expect(await screen.findByRole('heading', { name: booking.listing.title })).toBeVisible();
  expect(world.refreshes).toBe(1);
});

test('a server that is unwell for a moment costs nobody the session', async () => {
  const unwell = http.post('*/api/v1/auth/refresh', () => problem(500, 'internal_error'), { once: true });
  server.use(unwell);
  const booking = bookingOf();
  world.bookings.set(booking.id, booking);
  visit(`/bookings/${booking.id}`, { as: 'ada_with_old_token' });
  expect(await screen.findByRole('heading', { name: booking.listing.title })).toBeVisible();
  expect(unwell.isUsed).toBe(true);
});

test('a session that cannot be renewed leads to the sign-in and back', async () => {
  server.use(http.post('*/api/v1/auth/refresh', () => problem(401, 'unauthenticated')));
  const { user, addressNow } = visit('/bookings?status=confirmed', { as: 'ada_with_old_token' });
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.com');
  expect(addressNow()).toBe('/login?next=%2Fbookings%3Fstatus%3Dconfirmed');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(addressNow()).toBe('/bookings?status=confirmed'));
});

test('a wrong password is said without saying which part was wrong', async () => {
  const { user } = visit('/login');
  await user.type(await screen.findByLabelText('E-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), 'wrong');
  await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('E-mail or password is not right');
  expect(screen.queryByText('req-1')).toBeNull();
});

test('a link from outside cannot send people elsewhere after the sign-in', async () => {
  const { addressNow } = visit('/login?next=https://evil.example/', { as: 'ada' });
  await waitFor(() => expect(addressNow()).toBe('/'));
});

test('registering signs in, and a refused field is said at the field', async () => {
  server.use(
    http.post('*/api/v1/auth/register', () => problem(422, 'validation', { errors: { password: ['Too common.'] } }), {
      once: true,
    }),
    http.post('*/api/v1/auth/register', () => HttpResponse.json({}, { status: 201 })),
  );
  const { user, addressNow } = visit('/register');
  await user.type(await screen.findByLabelText('Name'), 'Ada');
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  expect(await screen.findByText('Too common.')).toBeVisible();
  server.use(http.post('*/api/v1/auth/register', () => HttpResponse.json({}, { status: 201 })));
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  await waitFor(() => expect(addressNow()).toBe('/'));
});

test('arriving on another page moves focus to its content and names the tab', async () => {
  const { user } = visit('/');
  await user.click(await screen.findByRole('link', { name: 'Find a car' }));
  await screen.findByRole('heading', { name: 'Cars everywhere' });
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  await waitFor(() => expect(document.title).toBe('Cars everywhere · DriveSphere'));
});

test('a request that comes after a sign-out signs nobody in again', async () => {
  const { store } = visit('/');
  world.hasCookie = true;
  await store.dispatch(api.endpoints.listBookings.initiate(LIVE_HOLD));
  expect(world.refreshes).toBe(0);
  expect(store.getState().session.status).toBe('guest');
});

test('a sign-out in one tab reaches the others', async () => {
  const { store } = visit('/', { as: 'ada' });
  await screen.findByRole('button', { name: 'Sign out', hidden: true });
  window.dispatchEvent(new StorageEvent('storage', { key: 'ds.returning', oldValue: '1', newValue: null }));
  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible();
  expect(store.getState().session).toMatchObject({ status: 'guest', token: null });
});
