import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '@/lib/i18n';
import { entryOf, UNBROKEN } from '@/testing/admin-fixtures';
import { office } from '@/testing/areas/admin';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());
afterEach(() => speak('en'));

const rows = () => screen.getAllByRole('row').slice(1);
const positions = () => rows().map((row) => within(row).getAllByRole('cell').at(-1)?.textContent);
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test('new entries wait to be shown, and move no row by themselves', async () => {
  const { user } = visit('/admin/audit', { as: 'iris' });
  await screen.findByRole('button', { name: 'Pause' });
  await waitFor(() => expect(positions()).toEqual(['2', '1']));
  office.trail = [entryOf(4, { position: null }), entryOf(3), ...office.trail];
  await pass(5_100);
  const show = await screen.findByRole('button', { name: '2 new – show' });
  expect(positions()).toEqual(['2', '1']);
  await user.click(show);
  expect(positions()).toEqual(['not sealed yet', '3', '2', '1']);
  expect(screen.queryByRole('button', { name: /new – show/ })).not.toBeInTheDocument();
  office.trail = [entryOf(4), ...office.trail.slice(1)];
  await pass(5_100);
  await waitFor(() => expect(positions()).toEqual(['4', '3', '2', '1']));
});

test.each([
  ['en', ['Iris', 'Erased account', 'Stripe', 'Automatic: clean-up', 'Partner acme · 7', 'robot:new']],
  ['de', ['Iris', 'Gelöschtes Konto', 'Stripe', 'Automatisch: Aufräumen', 'Partner acme · 7', 'robot:new']],
] as const)(
  'who did it is said as people say it, and how it is kept stands behind it, in %s',
  async (language, shown) => {
    const kept = [`admin:${'a'.repeat(24)}`, `client:${'b'.repeat(24)}`, 'stripe', 'system:sweep', 'partner:acme:7'];
    const actors = [...kept, 'robot:new'];
    office.trail = actors.map((actor, at) => entryOf(9 - at, { actor, actor_name: at === 0 ? 'Iris' : null }));
    await speak(language);
    visit('/admin/audit', { as: 'iris' });
    const who = (row: HTMLElement) => within(row).getAllByRole('cell')[2] as HTMLElement;
    await waitFor(() => expect(rows().map((row) => who(row).textContent)).toEqual(shown));
    expect(rows().map((row) => who(row).querySelector('[title]')?.getAttribute('title'))).toEqual(actors);
  },
);

test('while it is paused nothing is asked for', async () => {
  const { user } = visit('/admin/audit', { as: 'iris' });
  await waitFor(() => expect(positions()).toEqual(['2', '1']));
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  const asked = office.trailAsked;
  await pass(20_000);
  expect(office.trailAsked).toBe(asked);
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await pass(5_100);
  await waitFor(() => expect(office.trailAsked).toBeGreaterThan(asked));
});

test('an entry is shown as it is kept, with ways to what belongs to it', async () => {
  const { user } = visit('/admin/audit?outcome=done', { as: 'iris' });
  await user.click((await screen.findAllByRole('button', { name: 'Hold' }))[0] as HTMLElement);
  const panel = within(await screen.findByRole('dialog', { name: 'Hold' }));
  expect(panel.getByText('f'.repeat(64))).toBeVisible();
  expect(panel.getByRole('link', { name: 'Everything of this request' })).toHaveAttribute(
    'href',
    '/admin/audit?request=req-2',
  );
});

test('the whole chain is walked, and said to be unbroken up to its end', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/admin/audit/verify', ({ request }) => {
      const from = new URL(request.url).searchParams.get('from_position');
      asked.push(from);
      return HttpResponse.json(from === '1' ? { ...UNBROKEN, checked: 2, next_position: 3 } : UNBROKEN);
    }),
  );
  const { user } = visit('/admin/audit', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Verify chain' }));
  expect(await screen.findByText('Chain unbroken up to entry 4')).toBeVisible();
  expect(asked).toEqual(['1', '3']);
  const badge = within(screen.getByRole('region', { name: 'Chain of the audit log' }));
  expect(badge.getByText('f'.repeat(64))).toBeVisible();
  expect(badge.getByText(/^Verified at /)).toBeVisible();
});

test('how far the chain reaches is said before anybody walks along it', async () => {
  visit('/admin/audit', { as: 'iris' });
  const badge = within(await screen.findByRole('region', { name: 'Chain of the audit log' }));
  expect(await badge.findByText(/^Sealed up to entry [\d,]+, last at/)).toBeVisible();
});

test('a broken chain is shown with the place where it broke', async () => {
  const fault = { position: 3, what: 'changed', entry_id: '3'.repeat(24) };
  server.use(http.get('*/api/v1/admin/audit/verify', () => HttpResponse.json({ ...UNBROKEN, checked: 2, fault })));
  const { user } = visit('/admin/audit', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Verify chain' }));
  const badge = within(screen.getByRole('region', { name: 'Chain of the audit log' }));
  expect(await badge.findByText('Chain broken at entry 3')).toBeVisible();
  expect(badge.getByText(/This entry was changed after it was sealed\. The 2 entries before it/)).toBeVisible();
  expect(screen.queryByText(/unbroken/)).not.toBeInTheDocument();
  expect(badge.getByText('What to do now')).toBeVisible();
  expect(badge.getByText(/Compare entry 3 and its neighbours with a backup/)).toBeVisible();
  // Sealing what comes after would only cover the break.
  expect(badge.queryByRole('button', { name: 'Seal now' })).toBeNull();
});

test('a chain whose head is gone is no chain that ends at its last entry', async () => {
  const fault = { position: 4, what: 'headless', entry_id: null };
  server.use(
    http.get('*/api/v1/admin/audit/verify', () => HttpResponse.json({ ...UNBROKEN, checked: 4, fault })),
    http.post('*/api/v1/admin/audit/seal', () => problem(409, 'audit_chain_broken')),
  );
  const { user } = visit('/admin/audit', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Seal now' }));
  expect(await screen.findByText('Nothing was sealed: the chain is broken at its end')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Verify chain' }));
  expect(await screen.findByText('The head of the chain is gone')).toBeVisible();
  expect(screen.getByText(/removed or set back.* All 4 entries are as they were sealed\./)).toBeVisible();
  expect(screen.getByText(/put the head back/)).toBeVisible();
});

test('a walk that the server could not finish is no proof', async () => {
  server.use(http.get('*/api/v1/admin/audit/verify', () => problem(503, 'unavailable')));
  const { user } = visit('/admin/audit', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Verify chain' }));
  expect(await screen.findByText('The verification did not come to its end')).toBeVisible();
});
