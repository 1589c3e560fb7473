import { act, fireEvent, screen, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '@/lib/api';
import { i18next, speak } from '@/lib/i18n';
import { runOf } from '@/testing/areas/lab';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

const PLAN = { kind: 'cars', scenario: 'same', rivals: 10, capacity: 1, spread_ms: 0 } as const;
afterEach(() => speak('en'));

const RUNS = '*/api/v1/lab/concurrency-runs';

test('the big button sends ten requests, and the verdict is what the database counts', async () => {
  const { user, addressNow } = visit('/lab');
  await user.click(await screen.findByRole('button', { name: 'Send 10 simultaneous requests' }));

  expect(await screen.findByRole('heading', { name: 'Nothing was sold twice' })).toBeVisible();
  expect(screen.getByText(/1 of 10 won\. Confirmed 1 ≤ capacity 1\. Overlaps in the database: 0\./)).toBeVisible();
  expect(addressNow()).toMatch(/^\/lab\?run=0+1$/);
  const answers = within(screen.getByRole('list', { name: 'Answers' }));
  expect(answers.getAllByRole('listitem').map((tile) => tile.textContent)).toEqual([
    '1Got it201',
    '9Someone was faster409',
  ]);
  expect(await screen.findByRole('link', { name: /1 of 10 won: Car/ })).toHaveAttribute('aria-current', 'true');
});

test('what is sent is what was chosen, and a car has one place', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(RUNS, async ({ request }) => {
      sent.push(await request.json());
      return problem(429, 'lab_busy', { title: 'Another run is under way' });
    }),
  );
  const { user } = visit('/lab');
  await user.click(await screen.findByRole('radio', { name: 'Event' }));
  const places = screen.getByRole('spinbutton', { name: 'Places' });
  await user.clear(places);
  await user.type(places, '5');
  await user.selectOptions(screen.getByLabelText('Spread'), '300');
  await user.click(screen.getByRole('button', { name: 'Send 10 requests' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Another run is under way');
  await user.click(screen.getByRole('radio', { name: 'Car' }));
  expect(screen.queryByRole('spinbutton', { name: 'Places' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Send 10 requests' }));

  const chosen = { scenario: 'same', rivals: 10, spread_ms: 300 };
  await vi.waitFor(() =>
    expect(sent).toEqual([
      { ...chosen, kind: 'events', capacity: 5 },
      { ...chosen, kind: 'cars', capacity: 1 },
    ]),
  );
});

test('an oversold run is shown as what it is', async () => {
  const run = runOf(PLAN, { won: 2, confirmed: 2, overlaps: 1, oversold: true });
  visit(`/lab?run=${run.id}`);
  expect(await screen.findByRole('heading', { name: 'Oversold' })).toBeVisible();
  expect(screen.getByText(/Confirmed 2 > capacity 1\. Overlaps in the database: 1\./)).toBeVisible();
});

test('a run can be gone through moment by moment, and log and picture agree', async () => {
  const run = runOf({ ...PLAN, rivals: 2 });
  visit(`/lab?run=${run.id}`);
  const log = within(await screen.findByRole('region', { name: 'Activity' }));
  expect(log.getAllByRole('listitem')).toHaveLength(4);
  fireEvent.change(screen.getByRole('slider', { name: 'Moment of the run' }), { target: { value: '20.5' } });
  expect(log.getAllByRole('listitem').map((entry) => entry.textContent)).toEqual([
    '20.0 msRequest 2 answered 201: Got it',
    '0.0 msRequest 2 sent',
    '0.0 msRequest 1 sent',
  ]);
  expect(screen.getAllByRole('button', { name: 'Play' })).toHaveLength(2);
});

test('a run that is on its way has its place at once, and a press meanwhile sends no second one', async () => {
  let sent = 0;
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    http.post(RUNS, async () => {
      sent += 1;
      await answered;
      return problem(503, 'unavailable');
    }),
  );
  const { user } = visit('/lab');
  await user.click(await screen.findByRole('button', { name: /^Send 10/ }));
  const button = await screen.findByRole('button', { name: 'Sending 10 requests…' });
  expect(screen.queryByRole('heading', { name: 'No run is open' })).toBeNull();
  await user.click(button);
  answer();

  expect(await screen.findByRole('heading', { name: 'No run is open' })).toBeVisible();
  expect(sent).toBe(1);
});

test('a run of which nothing came says so with what the support asks for, and leaves the button', async () => {
  server.use(http.post(RUNS, () => problem(503, 'unavailable')));
  const { user } = visit('/lab');
  await user.click(await screen.findByRole('button', { name: /^Send 10/ }));

  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Trying again is safe.');
  expect(alert).toHaveTextContent('req-1');
  expect(screen.getByRole('button', { name: /^Send 10/ })).not.toHaveAttribute('aria-disabled');
});

test('in German a single winner is one, and a busy lab is told in German', async () => {
  await i18next.loadNamespaces('lab');
  await speak('de');
  const { user } = visit(`/lab?run=${runOf(PLAN).id}`);
  expect(await screen.findByText(/1 von 10 hat gewonnen\./)).toBeVisible();
  server.use(http.post(RUNS, () => problem(429, 'lab_busy', { title: 'Another run is under way' })));
  await user.click(screen.getByRole('button', { name: '10 Anfragen gleichzeitig senden' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('Gerade ist ein anderer Lauf unterwegs');
});

test('the log is paused where it stands, and goes on from there', async () => {
  const { user } = visit('/lab');
  await user.click(await screen.findByRole('button', { name: /^Send 10/ }));
  const picture = within(await screen.findByRole('region', { name: 'Each request, by its own times' }));
  const [, atLog] = picture.getAllByRole('button', { name: 'Pause' });
  await user.click(atLog as HTMLElement);

  expect(picture.getAllByRole('button', { name: 'Play' })).toHaveLength(2);
});

test('runs of others come in when the pointer has left the list, and not under it', async () => {
  runOf(PLAN);
  const { user, store } = visit('/lab');
  const first = await screen.findByRole('link', { name: /1 of 10 won: Car/ });
  await user.hover(first);
  runOf({ ...PLAN, kind: 'events' });
  await act(async () => {
    store.dispatch(api.util.invalidateTags(['lab']));
    await Promise.all(store.dispatch(api.util.getRunningQueriesThunk()));
  });
  expect(screen.getAllByRole('link', { name: / won: / })).toEqual([first]);
  await user.unhover(first);

  expect(await screen.findByRole('link', { name: /1 of 10 won: Event/ })).toBeVisible();
});

test('a run that is gone is said to be so', async () => {
  visit(`/lab?run=${'f'.repeat(24)}`);
  expect(await screen.findByRole('heading', { name: 'There is no such run' })).toBeVisible();
});

test('where the lab is not open, the page says so and offers no button', async () => {
  server.use(http.get(RUNS, () => problem(404, 'not_found')));
  visit('/lab');
  expect(await screen.findByRole('heading', { name: 'There is no lab here' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
});
