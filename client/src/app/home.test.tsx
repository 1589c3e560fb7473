import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, onTestFinished, test } from 'vitest';
import { untilDrawable } from '@/lib/first-paint';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

test('the count of double bookings is the auditor’s', async () => {
  server.use(
    http.get('*/api/v1/stats', () =>
      HttpResponse.json({ bookings: 2, double_bookings: { found: 1, looked_at: '2030-11-21T12:00:00Z' } }),
    ),
  );
  visit('/');
  expect(await screen.findByText('Double bookings: 1')).toBeVisible();
  expect(screen.getByText(/^In 2 bookings/)).toBeVisible();
});

test('without the auditor’s word no count is claimed', async () => {
  server.use(http.get('*/api/v1/stats', () => problem(503, 'unavailable')));
  visit('/');
  expect(await screen.findByText('Nothing is ever sold twice')).toBeVisible();
  expect(screen.queryByText(/Double bookings/)).toBeNull();
});

test('a search is offered again on the start page, until its pick-up is over', async () => {
  const past = {
    where: { city: 'Reno', state: 'NV', zone: 'America/Los_Angeles' },
    from: '2020-01-01T10:00',
    to: '2020-01-02T10:00',
  };
  localStorage.setItem('ds.recent', JSON.stringify([past, { where: null }]));
  const search = 'city=Seattle&state=WA&tz=America%2FLos_Angeles&from=2030-12-06T10:00&to=2030-12-08T10:00';
  const { router } = visit(`/cars?${search}`);
  await screen.findByRole('heading', { name: 'Cars in Seattle, WA' });
  await router.navigate('/');
  expect(await screen.findByRole('link', { name: /^Seattle, WA Dec 6/ })).toHaveAttribute('href', `/cars?${search}`);
  expect(screen.queryByRole('link', { name: /Reno/ })).toBeNull();
});

/** The document as the server sends it, with the search in it. */
function firstPaint(language: string) {
  document.documentElement.dataset.firstPaint = language;
  const twin = document.createElement('div');
  twin.innerHTML = ['en', 'de'].map((one) => `<div data-first="${one}"><input role="combobox" /></div>`).join('');
  document.body.append(twin);
  onTestFinished(() => {
    twin.remove();
    delete document.documentElement.dataset.firstPaint;
  });
  return twin.querySelector(`[data-first="${language}"] input`) as HTMLInputElement;
}

test('what was typed before the program came is kept, and so is the focus', async () => {
  const field = firstPaint('en');
  field.value = 'Seat';
  field.focus();
  const { user } = visit('/');
  const where = await screen.findByLabelText('Where');
  expect(where).toHaveValue('Seat');
  await waitFor(() => expect(where).toHaveFocus());
  expect(await screen.findByRole('option', { name: /Seattle, WA/ })).toBeVisible();
  await user.keyboard('tle');
  expect(where).toHaveValue('Seattle');
});

test('the first paint stays until the page can take its place; elsewhere nothing is waited for', async () => {
  let tell: (state: { initialized: boolean }) => void = () => {};
  const subscribe = (told: typeof tell) => {
    tell = told;
    return () => {};
  };
  const router = { state: { initialized: false }, subscribe };
  await untilDrawable(router);
  firstPaint('de');
  let drawn = false;
  const waiting = untilDrawable(router).then(() => {
    drawn = true;
  });
  tell({ initialized: false });
  await Promise.resolve();
  expect(drawn).toBe(false);
  tell({ initialized: true });
  await waiting;
});
