import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { CAR, quoteFor } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const DATES = 'from=2030-12-06T10:00&to=2030-12-08T10:00';

const readable = (address: string) => address.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');

const map = () => screen.findByRole('region', { name: 'Map of the cars' });

test('a phone shows the list, and the map after a press; the address says which', async () => {
  const { user, addressNow } = visit(`/cars?${DATES}`);
  await screen.findByRole('link', { name: CAR.title });
  expect(screen.queryByRole('region', { name: 'Map of the cars' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Map' }));
  expect(await map()).toBeVisible();
  expect(readable(addressNow())).toBe(`/cars?${DATES}&view=map`);
  await user.click(screen.getByRole('button', { name: 'List' }));
  expect(await screen.findByRole('link', { name: CAR.title })).toBeVisible();
});

test('a wide screen shows both', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  visit(`/cars?${DATES}`);
  expect(await map()).toBeVisible();
  expect(await screen.findByRole('link', { name: CAR.title })).toBeVisible();
});

test('a circle says its city, its cars and the lowest total, and narrows the search to the city', async () => {
  const { user, addressNow } = visit(`/cars?${DATES}&view=map&fuel=electric&page=3`);
  await user.click(await screen.findByRole('button', { name: 'Seattle, WA: 34 cars, from $84.87 in all' }));
  await waitFor(() =>
    expect(readable(addressNow())).toBe(
      `/cars?city=Seattle&state=WA&tz=America/Los_Angeles&${DATES}&fuel=electric&view=map`,
    ),
  );
});

test('without dates a circle says the price of a day', async () => {
  visit('/cars?view=map');
  expect(await screen.findByRole('button', { name: 'Seattle, WA: 34 cars, from $35 a day' })).toBeVisible();
});

test('the map is there in words too: a city without a circle can be pressed in the list', async () => {
  const { user, addressNow } = visit(`/cars?${DATES}&view=map`);
  const cities = within(await screen.findByRole('region', { name: '2 cities in this view' }));
  expect(screen.queryByRole('button', { name: /^Tacoma, WA: / })).toBeNull();
  await user.click(cities.getByRole('button', { name: /Tacoma, WA/ }));
  await waitFor(() => expect(addressNow()).toContain('city=Tacoma&state=WA'));
});

test('looking around searches nothing until somebody says so', async () => {
  const { user, addressNow } = visit('/cars?view=map');
  await screen.findByRole('button', { name: /^Seattle, WA: / });
  expect(screen.queryByRole('button', { name: 'Search this area' })).toBeNull();
  for (let times = 0; times < 3; times++) await user.click(screen.getByRole('button', { name: 'Closer' }));
  expect(readable(addressNow())).toBe('/cars?view=map');
  await user.click(screen.getByRole('button', { name: 'Search this area' }));
  await waitFor(() => expect(readable(addressNow())).toMatch(/^\/cars\?near=[\d.]+,-[\d.]+&km=\d+&tz=/));
});

test('a searched circle is asked for as one, and can be taken away', async () => {
  const asked = vi.fn();
  server.events.on('request:start', ({ request }) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname.endsWith('/cars')) asked(searchParams.get('near'), searchParams.get('radius_km'));
  });
  const { user, addressNow } = visit('/cars?near=47.61,-122.33&km=120&tz=America/Los_Angeles');
  await user.click(await screen.findByRole('button', { name: /Remove 120/ }));
  await waitFor(() => expect(readable(addressNow())).toBe('/cars'));
  expect(asked).toHaveBeenCalledWith('47.61,-122.33', '120');
  server.events.removeAllListeners();
});

test('arrow keys move the map and minus takes it back', async () => {
  visit('/cars?view=map');
  const seattle = await screen.findByRole('button', { name: /^Seattle, WA: / });
  fireEvent.focus(seattle);
  const before = seattle.parentElement?.style.left;
  fireEvent.keyDown(seattle, { key: '+' });
  fireEvent.keyDown(seattle, { key: 'ArrowLeft' });
  expect(screen.getByRole('button', { name: /^Seattle, WA: / }).parentElement?.style.left).not.toBe(before);
  fireEvent.keyDown(seattle, { key: '-' });
  expect(screen.getByRole('button', { name: /^Seattle, WA: / }).parentElement?.style.left).toBe(before);
});

test('a map that does not come leaves the list alone, and can be asked for again', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  server.use(http.get('*/api/v1/cars/map', () => problem(503, 'unavailable'), { once: true }));
  const { user } = visit('/cars');
  expect(await screen.findByRole('link', { name: CAR.title })).toBeVisible();
  await user.click(await within(await map()).findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: /^Seattle, WA: / })).toBeVisible();
});

test('each filter is a chip that takes it away again', async () => {
  const { user, addressNow } = visit('/cars?q=tesla&fuel=electric&price=80&rating=4.5');
  await user.click(await screen.findByRole('button', { name: 'Remove Up to $80 a day' }));
  await waitFor(() => expect(readable(addressNow())).toBe('/cars?q=tesla&fuel=electric&rating=4.5'));
  await user.click(screen.getByRole('button', { name: 'Drop the filters' }));
  await waitFor(() => expect(readable(addressNow())).toBe('/cars'));
});

test('a price limit is asked for in cents, and a nonsense one not at all', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/cars', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('price_max'));
      return HttpResponse.json([CAR]);
    }),
  );
  const { user } = visit('/cars?price=cheap');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Price a day' }), 'Up to $60 a day');
  await waitFor(() => expect(asked.at(-1)).toBe('6000'));
  expect(asked[0]).toBeNull();
});

/** A fleet whose cars are free only from a day on, and of which none is electric. */
function onlyLater(firstFree: string) {
  server.use(
    http.get('*/api/v1/cars', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const [from, to] = [searchParams.get('starts_at') ?? '', searchParams.get('ends_at') ?? ''];
      const some = from >= firstFree && !searchParams.has('fuel');
      const headers = { 'X-Pagination': `{"total":${some ? 4 : 0},"total_pages":1,"page":1}` };
      return HttpResponse.json(some ? [{ ...CAR, quote: quoteFor(from, to) }] : [], { headers });
    }),
  );
}

test('where nothing is free the nearest dates that find cars are offered, one tap away', async () => {
  onlyLater('2030-12-08');
  const { user, addressNow } = visit(`/cars?${DATES}`);
  const offers = await screen.findByRole('heading', { name: 'Free on other dates' });
  const first = within(offers.parentElement as HTMLElement).getAllByRole('link')[0] as HTMLElement;
  expect(first).toHaveTextContent(/Dec 8.*Dec 10.*4 cars/);
  await user.click(first);
  expect(await screen.findByRole('link', { name: CAR.title })).toBeVisible();
  expect(readable(addressNow())).toBe('/cars?from=2030-12-08T10:00&to=2030-12-10T10:00');
});

test('a wish that leaves nothing is offered to be dropped, with what that brings', async () => {
  onlyLater('2030-12-01');
  const { user, addressNow } = visit(`/cars?${DATES}&fuel=electric`);
  await user.click(await screen.findByRole('link', { name: 'Without Electric 4 cars' }));
  await waitFor(() => expect(readable(addressNow())).toBe(`/cars?${DATES}`));
});

test('where nothing near helps either, that is said', async () => {
  onlyLater('2040');
  visit(`/cars?${DATES}&fuel=electric`);
  expect(await screen.findByText(/Nothing near your search either/)).toBeVisible();
});
