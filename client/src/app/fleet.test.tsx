import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { fleet } from '@/testing/areas/fleet';
import { CAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';
import { ROOT } from '@/testing/world';

const SECOND = '2'.repeat(24);

test('the fleet lists what its owner has, whoever else sees it, and leads to each', async () => {
  const { user, addressNow } = visit('/owner/fleet', { as: 'omar' });
  const row = (await screen.findByRole('rowheader', { name: 'Tesla Model X 2019' })).closest('tr') as HTMLElement;
  expect(within(row).getByText('$135.00')).toBeVisible();
  expect(within(row).getByText('Not published')).toBeVisible();
  expect(addressNow()).toBe('/owner/fleet/cars');
  await user.type(screen.getByLabelText('Search'), 'Honda');
  await waitFor(() => expect(addressNow()).toBe('/owner/fleet/cars?q=Honda'));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Tesla Model X 2019' })).not.toBeInTheDocument());
  expect(screen.getByRole('link', { name: 'Honda Civic 2008' })).toHaveAttribute('href', `/owner/fleet/cars/${SECOND}`);
});

test('the heads of name and price put the fleet in order, which the address keeps', async () => {
  const { user, addressNow } = visit('/owner/fleet/cars', { as: 'omar' });
  await screen.findByRole('link', { name: 'Tesla Model X 2019' });
  await user.click(screen.getByRole('button', { name: 'Per day' }));
  await waitFor(() => expect(addressNow()).toBe('/owner/fleet/cars?sort=-price'));
  await user.click(screen.getByRole('button', { name: 'Car' }));
  await waitFor(() => expect(addressNow()).toBe('/owner/fleet/cars?sort=title'));
  await waitFor(() => expect(fleet.asked.at(-1)).toContain('sort=title'));
  expect(screen.getByRole('columnheader', { name: 'Car' })).toHaveAttribute('aria-sort', 'ascending');
});

test('links that name a kind and a filter lead to that list', async () => {
  const { addressNow } = visit('/owner/fleet?kind=cars&visibility=paused', { as: 'omar' });
  await waitFor(() => expect(addressNow()).toBe('/owner/fleet/cars?visibility=paused'));
  expect(await screen.findByLabelText('Visibility')).toHaveValue('paused');
});

test('an empty fleet says why, and leads to the first car', async () => {
  fleet.cars.clear();
  visit('/owner/fleet/cars', { as: 'omar' });
  expect(await screen.findByRole('heading', { name: 'No cars yet' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Put up your first car' })).toHaveAttribute('href', '/owner/fleet/cars/new');
});

test('a list that does not come can be asked for again', async () => {
  server.use(http.get(`${ROOT}/owner/cars`, () => problem(503, 'unavailable'), { once: true }));
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  expect(await screen.findByRole('alert')).toHaveTextContent("We'll be back in a moment");
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Tesla Model X 2019' })).toBeVisible();
});

test('prices of many change by percent, are seen to the cent before, and are reported row by row', async () => {
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await screen.findByRole('link', { name: 'Tesla Model X 2019' });
  await user.click(screen.getByRole('checkbox', { name: 'Choose all on this page' }));
  await user.click(screen.getByRole('button', { name: 'Change…' }));
  const panel = await screen.findByRole('dialog', { name: 'Change 2 listings' });
  await user.type(within(panel).getByLabelText('Percent'), '10');
  expect(within(panel).getByText('2 prices rise by 10 %.')).toBeVisible();
  // 34.05 and a tenth are 37.455: halves go up, as the server rounds.
  expect(within(panel).getByText('$37.46')).toBeVisible();
  expect(fleet.sent).toEqual([]);

  await user.click(within(panel).getByRole('button', { name: 'Change 2 listings' }));
  expect(await screen.findByText('1 changed.')).toBeVisible();
  const [sent] = fleet.sentTo(/bulk$/);
  expect(sent?.body).toEqual({ ids: [CAR.id, SECOND], changes: { percent: 10 } });
  expect(sent?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(within(panel).getByText('The price would lie outside what can be charged.')).toBeVisible();

  // The refused one is what is left to do, so it alone stays chosen; the same wish again is a new one.
  await user.click(within(panel).getByRole('button', { name: 'Done' }));
  expect(await screen.findByText('1 chosen')).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Choose Honda Civic 2008' })).toBeChecked();
});

test('a change of many whose answer is lost is sent again under the same key', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.patch(`${ROOT}/owner/cars/bulk`, ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      const rows = [{ id: CAR.id, title: CAR.title, outcome: 'changed', version: 2, code: null, detail: null }];
      return keys.length === 1
        ? HttpResponse.error()
        : HttpResponse.json({ changed: 1, unchanged: 0, refused: 0, rows });
    }),
  );
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('checkbox', { name: 'Choose Tesla Model X 2019' }));
  await user.click(screen.getByRole('button', { name: 'Change…' }));
  await user.type(await screen.findByLabelText('Percent'), '10');
  await user.click(screen.getByRole('button', { name: 'Change 1 listing' }));
  expect(await screen.findByText('No connection to the server')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Change 1 listing' }));
  expect(await screen.findByText('1 changed.')).toBeVisible();
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

test('nobody retires many by one press', async () => {
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('checkbox', { name: 'Choose Tesla Model X 2019' }));
  await user.click(screen.getByRole('button', { name: 'Change…' }));
  await user.click(await screen.findByRole('radio', { name: 'Visibility' }));
  await user.click(screen.getByRole('radio', { name: 'Retire' }));
  await user.click(screen.getByRole('button', { name: 'Change 1 listing' }));
  expect(screen.getByText('Please fill in what is to change, within its bounds.')).toBeVisible();
  expect(fleet.sent).toEqual([]);
  await user.click(screen.getByRole('checkbox', { name: 'Yes, for good' }));
  await user.click(screen.getByRole('button', { name: 'Change 1 listing' }));
  await waitFor(() => expect(fleet.sentTo(/bulk$/)).toHaveLength(1));
  expect(fleet.sent[0]?.body).toEqual({ ids: [CAR.id], changes: { visibility: 'retired' } });
});

/** A file that can be read, as jsdom's own cannot. */
function csv(bytes: Uint8Array<ArrayBuffer>): File {
  return Object.assign(new File([bytes], 'fleet.csv', { type: 'text/csv' }), { arrayBuffer: async () => bytes.buffer });
}

function textOf(file: Blob | undefined): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file ?? new Blob());
  });
}

test('a file is brought in line by line; the refused lines are named, and can be taken back', async () => {
  const saved: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${saved.push(file)}` }));
  const text = 'key,daily_rate_usd\r\nplate-7,135.00\r\nplate-8,1O0\r\n';
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Import CSV' }));
  await user.upload(await screen.findByLabelText('Choose a CSV file'), csv(new TextEncoder().encode(text)));
  expect(await screen.findByText('fleet.csv was brought in')).toBeVisible();
  expect(fleet.sentTo(/import$/)[0]?.body).toBe(text);
  const refused = screen.getByText('Line 3').closest('li') as HTMLElement;
  expect(refused).toHaveTextContent('daily_rate_usd: This has to be a number, like 47.61.');
  await user.click(screen.getByRole('button', { name: 'Download refused lines' }));
  expect(await textOf(saved[0])).toBe('key,daily_rate_usd\r\nplate-8,1O0\r\n');
});

test('a file in an old code page is not sent, for its letters would come out as others', async () => {
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Import CSV' }));
  const latin1 = Uint8Array.from('key,make\r\nplate-7,Citro\u00ebn\r\n', (letter) => letter.charCodeAt(0));
  await user.upload(await screen.findByLabelText('Choose a CSV file'), csv(latin1));
  expect(await screen.findByText(/^Save the file as “CSV UTF-8” first/)).toBeVisible();
  expect(fleet.sent).toEqual([]);
});

test('what a spreadsheet calls Unicode text is sent as the text that it is', async () => {
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Import CSV' }));
  const text = '\ufeffkey\tmake\r\nplate-7\tCitro\u00ebn\r\n';
  const wide = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  await user.upload(await screen.findByLabelText('Choose a CSV file'), csv(wide));
  await waitFor(() => expect(fleet.sentTo(/import$/)[0]?.body).toBe(text.slice(1)));
});

test('what is no CSV file is never sent', async () => {
  const { user } = visit('/owner/fleet/cars', { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Import CSV' }));
  const place = await screen.findByLabelText('Choose a CSV file');
  place.removeAttribute('accept');
  await user.upload(place, new File(['x'], 'fleet.xlsx'));
  expect(await screen.findByText('This is no CSV file')).toBeVisible();
  expect(fleet.sent).toEqual([]);
});
