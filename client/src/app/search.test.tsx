import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { visit } from '@/testing/render-app';
import { server } from '@/testing/server';

test('the search form puts place, zone and window into the address', async () => {
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'Seat');
  await user.click(await screen.findByRole('option', { name: /Seattle, WA/ }));
  fireEvent.change(screen.getByLabelText('Pick-up date'), { target: { value: '2030-12-06' } });
  fireEvent.change(screen.getByLabelText('Return date'), { target: { value: '2030-12-09' } });
  await user.click(screen.getByRole('button', { name: 'Search' }));
  expect(await screen.findByRole('heading', { name: 'Cars in Seattle, WA' })).toBeVisible();
  expect(addressNow()).toBe(
    '/cars?city=Seattle&state=WA&tz=America%2FLos_Angeles&from=2030-12-06T10:00&to=2030-12-09T10:00',
  );
});

test('a typed city counts without picking it from the list', async () => {
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'seattle');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(() => expect(addressNow()).toContain('/cars?city='));
  expect(addressNow().toLowerCase()).toContain('city=seattle');
});

test('a pick-up after the return takes the return along', async () => {
  visit('/');
  const pickup = await screen.findByLabelText('Pick-up date');
  fireEvent.change(pickup, { target: { value: '2031-01-10' } });
  expect((screen.getByLabelText('Return date') as HTMLInputElement).value > '2031-01-10').toBe(true);
});

test('the place is read by its own clock when cars are asked for', async () => {
  let asked = '';
  server.use(
    http.get('*/api/v1/cars', ({ request }) => {
      asked = new URL(request.url).searchParams.get('starts_at') ?? '';
      return HttpResponse.json([]);
    }),
  );
  visit('/cars?city=Seattle&tz=America/Los_Angeles&from=2030-12-06T10:00&to=2030-12-08T10:00');
  await screen.findByText('No car fits all of this');
  expect(asked).toBe('2030-12-06T10:00:00-08:00');
});

test('cards show the total for the dates, and per day in small print', async () => {
  visit('/cars?from=2030-12-06T10:00&to=2030-12-08T10:00');
  expect(await screen.findByText('$270')).toBeVisible();
  expect(screen.getByText('total, 2 days at $135')).toBeVisible();
});

test('a filter lands in the address and starts at the first page', async () => {
  const { user, addressNow } = visit('/cars?page=3');
  await user.click(await screen.findByRole('button', { name: 'Electric' }));
  await waitFor(() => expect(addressNow()).toBe('/cars?fuel=electric'));
});

test('a server that is away is said plainly, with a way to ask again', async () => {
  server.use(http.get('*/api/v1/cars', () => new HttpResponse('<html>', { status: 502 }), { once: true }));
  const { user } = visit('/cars');
  expect(await screen.findByRole('alert')).toHaveTextContent("We'll be back in a moment");
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Tesla Model X 2019' })).toBeVisible();
});
