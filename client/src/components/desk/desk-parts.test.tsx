import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signedIn } from '@/lib/auth';
import { ADA } from '@/testing/fixtures';
import { renderPart } from '@/testing/render-part';
import { problem, server, world } from '@/testing/server';
import { DownloadLink } from './download-link';
import { type Filter, FilterRow } from './filter-row';
import { JsonView } from './json-view';
import { Stat } from './stat';

const FILTERS: Filter[] = [
  { kind: 'text', name: 'q', label: 'Search' },
  { kind: 'choice', name: 'role', label: 'Role', options: [{ value: 'owner', label: 'Owner' }] },
  { kind: 'day', name: 'since', label: 'Since' },
];

test('filters live in the address, which they take back to the first page', async () => {
  const { user, addressNow, router } = await renderPart(<FilterRow filters={FILTERS} />, { at: '/?page=3&tab=all' });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'Owner');
  expect(addressNow()).toBe('/?tab=all&role=owner');
  await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'ada ');
  expect(addressNow()).not.toContain('q=');
  await waitFor(() => expect(addressNow()).toBe('/?tab=all&role=owner&q=ada'));
  await router.navigate(-1);
  await waitFor(() => expect(addressNow()).toBe('/?page=3&tab=all'));
  await waitFor(() => expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(''));
  expect(screen.getByRole('combobox', { name: 'Role' })).toHaveValue('');
});

test('filters are read from the address and cleared at once, and only they', async () => {
  const { user, addressNow } = await renderPart(<FilterRow filters={FILTERS} />, {
    at: '/?q=ada&since=2026-11-01&tab=all',
  });
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('ada');
  expect(screen.getByLabelText('Since')).toHaveValue('2026-11-01');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(addressNow()).toBe('/?tab=all');
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
  expect(screen.queryByRole('button', { name: 'Clear filters' })).not.toBeInTheDocument();
});

const saved: { name: string; file: Blob }[] = [];
const files = new Map<string, Blob>();

beforeEach(() => {
  saved.length = 0;
  URL.createObjectURL = (file) => {
    const address = `blob:${files.size}`;
    files.set(address, file as Blob);
    return address;
  };
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: files.get(this.href) as Blob });
  });
});
afterEach(() => vi.restoreAllMocks());

const REPORT = '/api/v1/reports/earnings';

async function renderDownload() {
  const rendered = await renderPart(
    <DownloadLink url={REPORT} name="earnings.csv">
      Earnings as CSV
    </DownloadLink>,
  );
  Object.assign(world, { token: 'good', hasCookie: true });
  rendered.store.dispatch(signedIn({ access_token: 'good', expires_in: 900, user: ADA }));
  return rendered;
}

test('a file is fetched with the token of who is signed in, and kept under its name', async () => {
  server.use(
    http.get(`*${REPORT}`, ({ request }) =>
      request.headers.get('Authorization') === 'Bearer good'
        ? new HttpResponse('month,amount\n', {
            headers: { 'Content-Type': 'text/csv', 'Content-Disposition': 'attachment; filename="2026.csv"' },
          })
        : problem(401, 'unauthenticated'),
    ),
  );
  const { user } = await renderDownload();
  await user.click(screen.getByRole('button', { name: 'Earnings as CSV' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toBe('2026.csv');
  const mark = 3; // bytes by which a spreadsheet knows UTF-8
  expect(saved[0]?.file.size).toBe(mark + 'month,amount\n'.length);
});

test('a file that does not come says why, and may be asked for again', async () => {
  server.use(http.get(`*${REPORT}`, () => problem(503, 'unavailable')));
  const { user } = await renderDownload();
  await user.click(screen.getByRole('button', { name: 'Earnings as CSV' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The file did not come. The server is busy');
  expect(saved).toEqual([]);
  expect(screen.getByRole('button', { name: 'Earnings as CSV' })).not.toHaveAttribute('aria-disabled');
});

test('a record is read field by field, as deep as it goes', async () => {
  await renderPart(
    <JsonView value={{ paid_at: null, live: false, lines: [{ code: 'rental', amount: 5 }], tags: [] }} />,
  );
  const terms = screen.getAllByRole('term').map((term) => term.textContent);
  expect(terms).toEqual(['paid at', 'live', 'lines', 'code', 'amount', 'tags']);
  const values = screen.getAllByRole('definition').map((one) => one.textContent);
  expect(values).toEqual(['None', 'No', 'coderentalamount5', 'rental', '5', 'None']);
});

test('a figure tells its trend in words', async () => {
  await renderPart(
    <dl>
      <Stat label="Revenue" value="€318" trend={{ way: 'up', by: '12%', good: true }} hint="This month" />
      <Stat label="Refunds" value={undefined} trend={{ way: 'same', by: '0%' }} />
    </dl>,
  );
  const [revenue, refunds] = screen.getAllByRole('definition');
  expect(within(revenue as HTMLElement).getByText('12% more than before')).toBeInTheDocument();
  expect(revenue).toHaveTextContent('This month');
  expect(refunds?.textContent).toBe('');
  expect(screen.queryByText('Same as before')).not.toBeInTheDocument();
});
