import { screen } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { speak } from '@/lib/i18n';
import { bookingOf, CAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

afterEach(() => speak('en'));

test('extras and their line of the price are named in the language of the reader', async () => {
  await speak('de');
  const { user } = visit(`/cars/${CAR.id}`);
  await user.click(await screen.findByRole('checkbox', { name: /^Kindersitz/ }));
  expect(await screen.findByText('Kindersitz', { selector: 'dt' })).toBeVisible();
  expect(screen.queryByText(/Child seat/)).toBeNull();
});

test('a fault of the server is told in the language of the reader, with its number', async () => {
  await speak('de');
  server.use(http.get('*/api/v1/cars/:id', () => problem(500, 'internal')));
  visit(`/cars/${CAR.id}`);
  expect(await screen.findByRole('heading', { name: 'Der Fehler liegt bei uns' })).toBeVisible();
  expect(screen.getByText('req-1')).toBeVisible();
});

test('the receipt is in the language of the reader', async () => {
  await speak('de');
  const rules = [{ rule: 'base', code: 'rental', unit: 'day', amount: 13_500 }];
  const { quote, ...rest } = bookingOf({ status: 'confirmed', payment_status: 'paid', expires_at: null });
  const fee = { code: 'service_fee', label: 'Service fee', amount: { amount: 900, currency: 'USD' } };
  const booking = { ...rest, quote: { ...quote, rules, lines: [...quote.lines, fee] } };
  world.bookings.set(booking.id, booking);
  visit(`/bookings/${booking.id}`, { as: 'ada' });
  const receipt = await screen.findByRole('region', { name: 'Beleg' });
  expect(receipt).toHaveTextContent('2 Tage zu 135,00 $');
  expect(receipt).toHaveTextContent('Servicegebühr');
});

test('what the server refuses of a name or an address is said in the language of the reader', async () => {
  await speak('de');
  server.use(
    http.post('*/api/v1/auth/register', () =>
      problem(422, 'validation', { errors: { name: ['Must have 1 to 100 characters.'], email: ['Mixes letters.'] } }),
    ),
  );
  const { user } = visit('/register');
  await user.type(await screen.findByLabelText('Name'), 'Grace');
  await user.type(screen.getByLabelText('E-Mail-Adresse'), 'grace@example.com');
  await user.type(screen.getByLabelText('Passwort'), 'blue-harbour-19');
  await user.click(screen.getByRole('button', { name: 'Konto erstellen' }));
  expect(await screen.findByText('Ein Name hat 1 bis 100 Zeichen.')).toBeVisible();
  expect(screen.getByText(/^Bitte geben Sie eine gültige E-Mail-Adresse ein/)).toBeVisible();
  expect(screen.queryByText(/Mixes letters|Must have/)).toBeNull();
});
