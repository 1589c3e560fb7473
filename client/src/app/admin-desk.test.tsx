import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { CLEAN, EVENT, KEY, REVENUE } from '@/testing/admin-fixtures';
import { office } from '@/testing/areas/admin';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

test('each figure of the overview leads to where it comes from', async () => {
  visit('/admin', { as: 'iris' });
  const figure = async (name: string) => (await screen.findByText(name)).closest('div') as HTMLElement;
  await waitFor(async () => expect(await figure('Holds right now')).toHaveTextContent('7'));
  const holds = await figure('Holds right now');
  expect(within(holds).getByRole('link')).toHaveAttribute('href', '/admin/bookings?status=pending');
  const outbox = await figure('Oldest waiting effect');
  expect(outbox).toHaveTextContent('5 min');
  expect(outbox).toHaveTextContent('12 wait, 1 given up');
  expect(outbox).toHaveTextContent('Needs a look');
  expect(await screen.findByText('Every promise holds')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Taken in that time' })).toHaveAttribute(
    'href',
    '/admin/audit?outcome=refused&code=window_taken',
  );
});

test('figures that could not be read are no noughts: they say why, and can be asked for again', async () => {
  server.use(http.get('*/api/v1/admin/reconciliation', () => problem(503, 'unavailable'), { once: true }));
  const { user } = visit('/admin', { as: 'iris' });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  expect(screen.queryByText('Paid without a booking')).toBeNull();
  expect(await screen.findByText('Holds right now')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Paid without a booking')).toBeVisible();
});

test('figures that could not be read anew say how old they are', async () => {
  visit('/admin', { as: 'iris' });
  await waitFor(async () =>
    expect((await screen.findByText('Holds right now')).closest('div') as HTMLElement).toHaveTextContent('7'),
  );
  server.use(http.get('*/api/v1/admin/system', () => problem(503, 'unavailable')));
  window.dispatchEvent(new Event('focus'));
  expect(await screen.findByText(/^Shown as of /)).toBeVisible();
  expect(screen.getByText('Holds right now')).toBeVisible();
});

test('what was refused today is counted from the list that it leads to', async () => {
  let asked = new URLSearchParams();
  server.use(
    http.get('*/api/v1/admin/audit', ({ request }) => {
      asked = new URL(request.url).searchParams;
      return HttpResponse.json([], { headers: { 'X-Pagination': JSON.stringify({ total: 41, total_pages: 41 }) } });
    }),
  );
  visit('/admin', { as: 'iris' });
  const refused = (await screen.findByText('41')).closest('div') as HTMLElement;
  expect(refused).toHaveTextContent('Refused today');
  expect(asked.get('outcome')).toBe('refused');
  const link = within(refused).getByRole('link').getAttribute('href') ?? '';
  expect(link).toMatch(/^\/admin\/audit\?outcome=refused&from=\d{4}-\d{2}-\d{2}$/);
  expect(asked.get('from')).toContain(link.slice(-10).slice(0, 7));
});

test('sales that an earlier look has stopped go on with a reason', async () => {
  const id = '9'.repeat(24);
  const stopped_now = [{ id, kind: 'cars', title: 'Audi A3 2020', at: CLEAN.at, rules: ['I2'] }];
  server.use(http.get('*/api/v1/admin/invariants', () => HttpResponse.json({ ...CLEAN, stopped_now })));
  const { user } = visit('/admin', { as: 'iris' });
  expect(await screen.findByText(/Sales of Audi A3 2020 are stopped \(I2\)/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Resume sales' }));
  const question = within(await screen.findByRole('dialog', { name: `Resume sales of listing ${id}?` }));
  await user.type(question.getByLabelText('Reason'), 'The guard was counted anew.');
  await user.click(question.getByRole('button', { name: 'Resume sales' }));
  await waitFor(() =>
    expect(office.sent[0]).toMatchObject({
      path: `/listings/${id}/resume`,
      body: { reason: 'The guard was counted anew.' },
    }),
  );
});

test('what somebody has accepted is told with who and why, and is not called broken', async () => {
  const told = { decision: 'accept', by: 'admin:iris', at: CLEAN.at ?? '', reason: 'By hand.' } as const;
  const finding = { id: 'pi_1', problem: 'its parts are 100 of 101', listing_id: null, accepted: told };
  const results = CLEAN.results.map((rule) => ({ ...rule, accepted: [finding] }));
  server.use(http.get('*/api/v1/admin/invariants', () => HttpResponse.json({ ...CLEAN, results })));
  const { user } = visit('/admin', { as: 'iris' });
  await user.click(await screen.findByText('Show the 1 rule that holds'));
  expect(screen.getByText(/accepted by admin:iris \(“By hand.”\)/)).toBeVisible();
  expect(screen.getByText('Every promise holds')).toBeVisible();
});

test('the secret of a new key is shown once and never again', async () => {
  const { user, store } = visit('/admin/api-keys', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'New key' }));
  const form = within(await screen.findByRole('dialog', { name: 'New key' }));
  await user.type(form.getByLabelText('Partner'), 'acme');
  await user.click(form.getByRole('button', { name: 'Make key' }));
  expect(form.getByText('Choose at least one.')).toBeVisible();
  expect(office.sent).toEqual([]);
  await user.click(form.getByRole('checkbox', { name: 'bookings:read' }));
  await user.click(form.getByRole('button', { name: 'Make key' }));
  expect(await screen.findByText(KEY.key)).toBeVisible();
  expect(screen.getByText(/It is shown this once/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'I have kept it' }));
  expect(await screen.findByText('acme')).toBeVisible();
  await waitFor(() => expect(screen.queryByText(KEY.key)).not.toBeInTheDocument());
  expect(JSON.stringify(store.getState())).not.toContain(KEY.key);
  await user.click(screen.getByRole('button', { name: 'New key' }));
  expect(await screen.findByLabelText('Partner')).toHaveValue('');
});

test('a key is taken back only after its partner was typed', async () => {
  office.keys = [KEY];
  const { user } = visit('/admin/api-keys', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Take back' }));
  const question = within(await screen.findByRole('dialog', { name: 'Take back the key of acme?' }));
  await user.click(question.getByRole('button', { name: 'Take back' }));
  expect(question.getByText('This does not match yet.')).toBeVisible();
  expect(office.sent).toEqual([]);
  await user.type(question.getByLabelText('Type “acme” to confirm'), 'acme');
  await user.click(question.getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('Taken back')).toBeVisible();
  expect(office.sent).toEqual([{ path: `/api-keys/${KEY.id}`, body: null, key: null }]);
});

test('an event is read with its payload and handled once more', async () => {
  const { user } = visit('/admin/webhooks', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'charge.refunded' }));
  const panel = within(await screen.findByRole('dialog', { name: 'charge.refunded' }));
  expect(await panel.findByText('27000')).toBeVisible();
  await user.click(panel.getByRole('button', { name: 'Handle once more' }));
  expect(await screen.findByText('Handled again: Refund written down.')).toBeVisible();
  expect(office.sent[0]?.path).toBe(`/payment-events/${EVENT.id}/replay`);
});

test('a mail that was given up is sent again', async () => {
  const { user } = visit('/admin/mails', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Send again' }));
  expect(await screen.findByText('It has all its tries anew.')).toBeVisible();
});

test('the system is told part by part, in icon and word, with what browsers measured', async () => {
  visit('/admin/system', { as: 'iris' });
  const outbox = within(await screen.findByRole('region', { name: 'Outbox' }));
  expect(outbox.getByText('Watch')).toBeVisible();
  expect(outbox.getByText('Some effects were given up.')).toBeVisible();
  expect(outbox.getByText('5 min')).toBeVisible();
  const release = within(screen.getByRole('region', { name: 'Release' }));
  // What nobody could tell is no nought, and an empty list is none.
  expect(release.getByText('Not known')).toBeVisible();
  expect(release.getByText('None')).toBeVisible();
  const vitals = within(screen.getByRole('region', { name: 'Web vitals' }));
  expect(vitals.getByText('Largest content painted').parentElement).toHaveTextContent('1,800 msGood');
  expect(vitals.getByText('Things that moved').parentElement).toHaveTextContent('0.3Poor');
  expect(vitals.getByText('Answer to a press').parentElement).toHaveTextContent('–Not measured');
});

test('revenue is added up as the address asks, in a picture and in figures', async () => {
  const asked: string[] = [];
  server.events.on('request:start', ({ request }) => {
    if (request.url.includes('/reports/revenue')) asked.push(new URL(request.url).search);
  });
  const { user, addressNow } = visit('/admin/reports?from=2026-11-26&to=2026-11-27', { as: 'iris' });
  expect(await screen.findByRole('figure', { name: 'Revenue in USD' })).toBeVisible();
  expect(within(await screen.findByRole('table')).getByText('$2,215.04')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Owner' }));
  await waitFor(() => expect(addressNow()).toContain('group=owner'));
  await waitFor(() => expect(asked.at(-1)).toContain('group_by=owner'));
  expect(asked.at(-1)).toContain('from=2026-11-26&to=2026-11-27');
  server.events.removeAllListeners();
});

test('of many owners there is a page, and a row for all others, so that the column comes to the total', async () => {
  const [sums] = REVENUE.totals;
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const first = {
    ...sums,
    payments: 5,
    gross: usd(150_000),
    net: usd(100_000),
    links: {},
    owner: { id: 'o1', name: 'Omar' },
  };
  server.use(
    http.get('*/api/v1/admin/reports/revenue', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('page_size') !== '100') return problem(422, 'validation_error');
      const headers = { 'X-Pagination': JSON.stringify({ total: 2_864, total_pages: 29, page: 1 }) };
      return HttpResponse.json({ ...REVENUE, group_by: 'owner', rows: [first] }, { headers });
    }),
  );
  visit('/admin/reports?group=owner', { as: 'iris' });
  const others = (await screen.findByText('All others')).closest('tr') as HTMLElement;
  expect(within(others).getByText('$715.04')).toBeVisible();
  expect(within(others).getByText('$545.00')).toBeVisible();
  expect(within(others).getByText('3')).toBeVisible();
  expect(screen.getByText('2,863 more rows are in the file.')).toBeVisible();
});

test('where a page has all rows, no others are spoken of', async () => {
  visit('/admin/reports?from=2026-11-26&to=2026-11-27', { as: 'iris' });
  expect(await screen.findByRole('table')).toBeVisible();
  expect(screen.queryByText('All others')).not.toBeInTheDocument();
});
