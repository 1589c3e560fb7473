import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { speak } from '@/lib/i18n';
import { account } from '@/testing/areas/account';
import { ADA, OMAR, PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const NEW_PASSWORD = 'amber-lighthouse-ferry-27';

afterEach(() => speak('en'));

const rowOf = (device: string) => within(screen.getByText(device).closest('li') as HTMLElement);

test('each role finds the account in the menu', async () => {
  for (const as of ['ada', 'omar', 'iris'] as const) {
    visit('/', { as });
    const links = await screen.findAllByRole('link', { name: 'Account', hidden: true });
    expect(links[0]).toHaveAttribute('href', '/account');
  }
});

test('a guest is asked to sign in, and comes back to the page that was wanted', async () => {
  const { addressNow } = visit('/account/security');
  await screen.findByRole('heading', { name: 'Sign in' });
  expect(addressNow()).toBe('/login?next=%2Faccount%2Fsecurity');
});

test('a new name is shown at once, in the menu too', async () => {
  const { user, store } = visit('/account', { as: 'ada' });
  const name = await screen.findByLabelText('Name');
  expect(name).toHaveValue(ADA.name);
  await user.clear(name);
  await user.type(name, 'Ada King');
  await user.click(screen.getByRole('button', { name: 'Save the name' }));
  expect(await screen.findByText('Saved.')).toBeVisible();
  expect(store.getState().session.user?.name).toBe('Ada King');
  expect(screen.getByText('Ada King')).toBeInTheDocument();
});

test('a name is not changed to nothing', async () => {
  const { user } = visit('/account', { as: 'ada' });
  await user.clear(await screen.findByLabelText('Name'));
  await user.type(screen.getByLabelText('Name'), '   ');
  await user.click(screen.getByRole('button', { name: 'Save the name' }));
  expect(await screen.findByText('Please give your name.')).toBeVisible();
  expect(world.user.name).toBe(ADA.name);
});

test('an address that is not confirmed says so, and is sent another mail', async () => {
  const { user } = visit('/account', { as: 'omar' });
  expect(await screen.findByText('Not confirmed yet')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Send a new mail' }));
  expect(await screen.findByText('A new mail is on its way')).toBeVisible();
  expect(world.mailed).toEqual([OMAR.email]);
});

test('language and colours are chosen here too', async () => {
  const { user } = visit('/account', { as: 'ada' });
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(screen.getByRole('button', { name: 'Use light colours', hidden: true })).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'As the device' }));
  expect(document.documentElement.dataset.theme).toBe('light');
  expect(localStorage.getItem('ds.theme')).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Deutsch' }));
  expect(await screen.findByRole('heading', { name: 'Konto' })).toBeVisible();
});

test('a wrong current password is said at its field, and nothing changes', async () => {
  const { user } = visit('/account/security', { as: 'ada' });
  await user.type(await screen.findByLabelText('Current password'), 'not it');
  await user.type(screen.getByLabelText('New password'), NEW_PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Change the password' }));
  expect(await screen.findByText('That is not your current password.')).toBeVisible();
  expect(screen.getByLabelText('Current password')).toBeInvalid();
  expect(screen.queryByText('Your password is changed')).toBeNull();
  expect(account.password).toBe(PASSWORD);
});

test('a password that is too easy is refused in the language of the page', async () => {
  await speak('de');
  const { user } = visit('/account/security', { as: 'ada' });
  await user.type(await screen.findByLabelText('Aktuelles Passwort'), PASSWORD);
  await user.type(screen.getByLabelText('Neues Passwort'), 'password1234');
  await user.click(screen.getByRole('button', { name: 'Passwort ändern' }));
  expect(await screen.findByText(/Dieses Passwort ist zu leicht zu erraten/)).toBeVisible();
});

test('a new password ends the other sessions, and leaves this one', async () => {
  const { user, store } = visit('/account/security', { as: 'ada' });
  await screen.findByText('Mobile Safari on iOS');
  await user.type(screen.getByLabelText('Current password'), PASSWORD);
  await user.type(screen.getByLabelText('New password'), NEW_PASSWORD);
  expect(screen.getAllByText('(done)')).toHaveLength(3);
  await user.click(screen.getByRole('button', { name: 'Change the password' }));
  expect(await screen.findByText('Your password is changed')).toBeVisible();
  await waitFor(() => expect(screen.queryByText('Mobile Safari on iOS')).toBeNull());
  expect(rowOf('Firefox on Linux').getByText('This browser')).toBeVisible();
  expect(screen.getByLabelText('Current password')).toHaveValue('');
  expect(store.getState().session.status).toBe('member');
});

test('password managers are told whose password it is, and which', async () => {
  visit('/account/security', { as: 'ada' });
  expect(await screen.findByLabelText('Current password')).toHaveAttribute('autocomplete', 'current-password');
  expect(screen.getByLabelText('New password')).toHaveAttribute('autocomplete', 'new-password');
  expect(document.querySelector('[autocomplete=username]')).toHaveValue(ADA.email);
});

test('one session is ended, and the one that asks cannot be', async () => {
  const { user } = visit('/account/security', { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'End the session: Unknown device' }));
  await waitFor(() => expect(screen.queryByText('Unknown device')).toBeNull());
  expect(account.sessions.map(({ device }) => device)).toEqual(['Mobile Safari on iOS', 'Firefox on Linux']);
  expect(rowOf('Firefox on Linux').queryByRole('button')).toBeNull();
});

test('a session that cannot be ended stays, and says why', async () => {
  server.use(http.delete('*/api/v1/auth/sessions/:id', () => problem(503, 'unavailable')));
  const { user } = visit('/account/security', { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'End the session: Unknown device' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Trying again is safe');
  expect(screen.getByText('Unknown device')).toBeVisible();
});

test('all other sessions are ended after a second look', async () => {
  const { user } = visit('/account/security', { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'End all other sessions' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'End all other sessions?' }));
  expect(dialog.getByText(/^2 other devices are signed out/)).toBeVisible();
  expect(account.sessions).toHaveLength(3);
  await user.click(dialog.getByRole('button', { name: 'End all other sessions' }));
  await waitFor(() => expect(screen.queryByText('Mobile Safari on iOS')).toBeNull());
  expect(account.sessions).toHaveLength(1);
});

test('the list of sessions tells when it cannot be shown', async () => {
  server.use(http.get('*/api/v1/auth/sessions', () => problem(500, 'internal'), { once: true }));
  const { user } = visit('/account/security', { as: 'ada' });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Firefox on Linux')).toBeVisible();
});

async function openErase(as: 'ada' | 'omar' = 'ada') {
  const app = visit('/account/data', { as });
  await app.user.click(await screen.findByRole('button', { name: 'Erase my account…' }));
  return { ...app, dialog: within(await screen.findByRole('dialog', { name: 'Erase your account for good?' })) };
}

test('an account is erased once its address is typed and its password given, and no trace stays here', async () => {
  const { user, dialog, store, addressNow } = await openErase();
  await user.type(dialog.getByLabelText(`Type ${ADA.email} to confirm`), 'ada');
  await user.type(dialog.getByLabelText('Your password'), PASSWORD);
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(await dialog.findByText('Please type your address as it stands above.')).toBeVisible();
  expect(account.erased).toBe(false);
  await user.clear(dialog.getByLabelText(`Type ${ADA.email} to confirm`));
  await user.type(dialog.getByLabelText(`Type ${ADA.email} to confirm`), ADA.email);
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(await screen.findByRole('heading', { name: 'Your account is erased' })).toBeVisible();
  expect(account.erased).toBe(true);
  expect(addressNow()).toBe('/goodbye');
  expect(store.getState().session).toMatchObject({ status: 'guest', user: null, token: null });
});

test('the farewell is for nobody else', async () => {
  const { store } = visit('/goodbye', { as: 'ada' });
  expect(await screen.findByText('There is no page here')).toBeVisible();
  expect(store.getState().session.status).toBe('member');
});

test('a wrong password erases nothing', async () => {
  const { user, dialog } = await openErase();
  await user.type(dialog.getByLabelText(`Type ${ADA.email} to confirm`), ADA.email);
  await user.type(dialog.getByLabelText('Your password'), 'not it');
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(await dialog.findByText('That is not your current password.')).toBeVisible();
  expect(account.erased).toBe(false);
});

test('what still stands is named, and one press away', async () => {
  account.stillNeeded = { bookings: ['b'.repeat(24), 'f'.repeat(24)] };
  const { user, dialog } = await openErase();
  await user.type(dialog.getByLabelText(`Type ${ADA.email} to confirm`), ADA.email);
  await user.type(dialog.getByLabelText('Your password'), PASSWORD);
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent('2 bookings of yours have to be cancelled or over first.');
  expect(dialog.getByRole('link', { name: 'Booking 2' })).toHaveAttribute('href', `/bookings/${'f'.repeat(24)}`);
});

test('own data comes as a file', async () => {
  let asked = 0;
  server.use(
    http.get('*/api/v1/auth/export', () => {
      asked += 1;
      return HttpResponse.json({ profile: ADA });
    }),
  );
  URL.createObjectURL = () => 'blob:file';
  URL.revokeObjectURL = () => {};
  const { user } = visit('/account/data', { as: 'ada' });
  await user.click(await screen.findByRole('button', { name: 'Download my data' }));
  await waitFor(() => expect(asked).toBe(1));
  expect(await screen.findByRole('button', { name: 'Download my data' })).toBeVisible();
});
