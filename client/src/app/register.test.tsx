import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { ADA, OMAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const PASSWORD = 'correct horse battery';

/** A server that takes the registration, and remembers it. */
function taking() {
  const made: Record<string, string>[] = [];
  server.use(
    http.post('*/api/v1/auth/register', async ({ request }) => {
      made.push((await request.json()) as Record<string, string>);
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  return made;
}

async function register(address: string, name: string, before?: () => Promise<void>) {
  const app = visit(address);
  await app.user.type(await screen.findByLabelText('Name'), name);
  await app.user.type(screen.getByLabelText('E-mail'), `${name.toLowerCase()}@example.com`);
  await before?.();
  await app.user.type(screen.getByLabelText('Password'), PASSWORD);
  await app.user.click(screen.getByRole('button', { name: 'Create account' }));
  return app;
}

test('who lets cars lands on the desk, and reads why nothing can be published yet', async () => {
  const made = taking();
  world.user = OMAR;
  // The desk itself is another matter.
  server.use(http.get('*/api/v1/owner/*', () => problem(503, 'unavailable')));
  const choose = async () => screen.getByRole('radio', { name: /I want to let my cars/ }).click();
  const { user, addressNow } = await register('/register', 'Omar', choose);
  await waitFor(() => expect(addressNow()).toBe('/owner'));
  expect(made).toEqual([{ role: 'owner', name: 'Omar', email: 'omar@example.com', password: PASSWORD }]);
  const bar = within(await screen.findByRole('complementary', { name: 'Your e-mail address' }));
  expect(bar.getByText(/^We have sent a mail to omar@example.com/)).toBeVisible();
  expect(bar.getByText(/to publish them, confirm your e-mail address first/)).toBeVisible();
  await user.click(bar.getByRole('button', { name: 'Send the link again' }));
  expect(await bar.findByText('A new mail is on its way')).toBeVisible();
  expect(world.mailed).toEqual([OMAR.email]);
});

test('who rents is told of the mail once, and comes back to where the way began', async () => {
  const made = taking();
  world.user = { ...ADA, email_verified: false };
  const { user, addressNow } = await register('/register?next=%2Fcars', 'Ada');
  await waitFor(() => expect(addressNow()).toBe('/cars'));
  expect(made[0]?.role).toBe('client');
  expect(await screen.findByText(/We have sent a mail to ada@example.com/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hide this note' }));
  expect(screen.queryByText(/We have sent a mail/)).toBeNull();
});

test('an address that is not confirmed blocks nothing for who rents, and is no news the next day', async () => {
  const { store } = visit('/', { as: 'ada' });
  store.dispatch({ type: 'session/userChanged', payload: { ...ADA, email_verified: false } });
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('complementary')).toBeNull();
});

test('a link that was followed elsewhere takes the note away when people come back', async () => {
  const { store } = visit('/', { as: 'omar' });
  await screen.findByRole('complementary', { name: 'Your e-mail address' });
  world.verified = true;
  window.dispatchEvent(new Event('focus'));
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  expect(store.getState().session.user?.email_verified).toBe(true);
});

test('the rules of a password are ticked off while it is typed', async () => {
  const { user } = visit('/register?role=owner');
  await user.type(await screen.findByLabelText('Name'), 'Grace');
  expect(screen.getByRole('radio', { name: /I want to let my cars/ })).toBeChecked();
  const kept = () => screen.queryAllByText('(done)').length;
  await user.type(screen.getByLabelText('Password'), 'grace-harbour-19');
  expect(kept()).toBe(2);
  await user.clear(screen.getByLabelText('Password'));
  await user.type(screen.getByLabelText('Password'), 'blue-harbour-19');
  expect(kept()).toBe(3);
});
