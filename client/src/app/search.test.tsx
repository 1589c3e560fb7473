import { fireEvent, screen, waitFor } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { CAR } from '@/testing/fixtures';
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
      // Later questions are for other dates, which an empty list offers.
      asked ||= new URL(request.url).searchParams.get('starts_at') ?? '';
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
  expect(screen.getByText('$135 a day, with fee and tax')).toBeVisible();
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

const place = (city: string, state: string) => ({ city, state, cars: 1, time_zone: 'America/Los_Angeles' });

test('what the field shows after a pick can be typed', async () => {
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'Seattle, WA{Enter}');
  await waitFor(() => expect(addressNow()).toContain('/cars?city=Seattle&state=WA&tz=America%2FLos_Angeles&'));
});

test('of two cities of one name the typed state decides', async () => {
  server.use(http.get('*/api/v1/places', () => HttpResponse.json([place('Portland', 'OR'), place('Portland', 'ME')])));
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'portland, me{Enter}');
  await waitFor(() => expect(addressNow()).toContain('city=Portland&state=ME'));
});

test('a press on Search waits for the cities', async () => {
  server.use(
    http.get('*/api/v1/places', async () => {
      await delay(300);
      return HttpResponse.json([place('Seattle', 'WA')]);
    }),
  );
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'seat');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(() => expect(addressNow()).toContain('city=Seattle&state=WA&tz=America%2FLos_Angeles'));
});

test('a city we do not know is not searched, and one that begins like it is offered', async () => {
  const { user, addressNow } = visit('/');
  await user.type(await screen.findByLabelText('Where'), 'Seatle');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  expect(await screen.findAllByText("We know no city 'Seatle'.")).not.toHaveLength(0);
  expect(addressNow()).toBe('/');
  await user.click(screen.getByRole('button', { name: 'Seattle, WA' }));
  expect(screen.getByLabelText('Where')).toHaveValue('Seattle, WA');
});

test('words that were typed but not sent go along with the search', async () => {
  const { user, addressNow } = visit('/cars?fuel=electric&from=2030-12-06T10:00&to=2030-12-08T10:00');
  await user.type(await screen.findByLabelText('Make or model'), 'tesla');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  await waitFor(() => expect(addressNow()).toContain('q=tesla&fuel=electric'));
});

test('a page that is no more leads to the last one', async () => {
  server.use(
    http.get('*/api/v1/cars', ({ request }) => {
      const page = new URL(request.url).searchParams.get('page');
      const headers = { 'X-Pagination': `{"total":49,"total_pages":3,"page":${page}}` };
      return HttpResponse.json(page === '3' ? [CAR] : [], { headers });
    }),
  );
  const { addressNow } = visit('/cars?page=999');
  expect(await screen.findByRole('link', { name: CAR.title })).toBeVisible();
  expect(addressNow()).toBe('/cars?page=3');
});
