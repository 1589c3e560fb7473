import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { ADA, PASSWORD } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { LINK_TOKEN, problem, server, world } from '@/testing/server';

const VERIFY_LINK = `/verify#token=${LINK_TOKEN}`;
const RESET_LINK = `/reset#token=${LINK_TOKEN}`;
const NO_GOOD = 'This link is no good any more';

const main = () => within(screen.getByRole('main'));

test('the link of a mail confirms the address, once', async () => {
  visit(VERIFY_LINK);
  expect(await screen.findByRole('status')).toHaveTextContent('Your e-mail address is confirmed.');
  expect(main().getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login');
  expect(world.followed).toEqual([LINK_TOKEN]);
});

test.each([VERIFY_LINK, RESET_LINK])(
  'the token leaves the address, and going back does not find it: %s',
  async (link) => {
    const { router } = visit(link);
    await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(router.state.location.hash).toBe(''));
    await router.navigate('/login');
    await router.navigate(-1);
    await waitFor(() => expect(router.state.location.pathname).toBe(link.split('#')[0]));
    expect(router.state.location.hash).toBe('');
  },
);

test('the link of a second mail, followed in the same tab, is sent as well', async () => {
  const { router } = visit('/verify#token=an-old-one');
  await screen.findByText(NO_GOOD);
  await waitFor(() => expect(router.state.location.hash).toBe(''));
  await router.navigate(VERIFY_LINK);
  expect(await screen.findByText('Your e-mail address is confirmed.')).toBeVisible();
  expect(world.followed).toEqual(['an-old-one', LINK_TOKEN]);
});

test('who is signed in asks for a new mail in place of a link that is no good', async () => {
  const { user } = visit('/verify#token=an-old-one', { as: 'ada' });
  expect(await screen.findByRole('alert')).toHaveTextContent(NO_GOOD);
  await user.click(await screen.findByRole('button', { name: 'Send a new mail' }));
  const said = await screen.findByText('A new mail is on its way');
  await waitFor(() => expect(said.closest('[tabindex]')).toHaveFocus());
  expect(world.mailed).toEqual([ADA.email]);
});

test('a mail is asked for with a session whose token has run out', async () => {
  server.use(http.get('*/api/v1/auth/me', () => Response.json({ ...ADA, email_verified: false })));
  const { user } = visit('/verify', { as: 'ada_with_old_token' });
  await user.click(await screen.findByRole('button', { name: 'Send a new mail' }));
  expect(await screen.findByText('A new mail is on its way')).toBeVisible();
  expect(world.mailed).toEqual([ADA.email]);
});

test('a link that is followed again says that the address is confirmed already', async () => {
  world.verified = true;
  visit('/verify#token=an-old-one', { as: 'ada' });
  expect(await screen.findByText(`${ADA.email} is confirmed as your address.`)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Send a new mail' })).toBeNull();
});

test('a guest signs in to be sent a new mail, and comes back', async () => {
  visit('/verify#token=an-old-one');
  await screen.findByText(NO_GOOD);
  expect(await main().findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login?next=%2Fverify');
});

test('a link that could not be checked is sent again, and the request can be named', async () => {
  server.use(http.post('*/api/v1/auth/verify-email', () => problem(500, 'internal'), { once: true }));
  const { user } = visit(VERIFY_LINK);
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Your e-mail address is confirmed.')).toBeVisible();
});

test('who has forgotten the password is told the same, account or not', async () => {
  const { user, addressNow } = visit('/login?next=%2Fbookings');
  await user.click(await screen.findByRole('link', { name: 'Forgot your password?' }));
  // The sign-in has a field of this name too, and stays until the next page is there.
  await screen.findByRole('heading', { name: 'Forgot your password?' });
  expect(addressNow()).toBe('/forgot?next=%2Fbookings');
  await user.type(screen.getByLabelText('E-mail'), 'nobody@example.com');
  await user.click(screen.getByRole('button', { name: 'Send the link' }));
  const said = await screen.findByRole('status');
  expect(said).toHaveTextContent('If nobody@example.com has an account, a mail with a link is on its way.');
  await waitFor(() => expect(said.parentElement).toHaveFocus());
  expect(world.mailed).toEqual(['nobody@example.com']);
  await user.click(screen.getByRole('button', { name: 'Send it again, or to another address' }));
  expect(await screen.findByLabelText('E-mail')).toHaveValue('nobody@example.com');
});

test('a slip in the address is said before anything is sent', async () => {
  const { user } = visit('/forgot');
  await user.type(await screen.findByLabelText('E-mail'), 'nobody');
  await user.click(screen.getByRole('button', { name: 'Send the link' }));
  await waitFor(() => expect(screen.getByLabelText('E-mail')).toBeInvalid());
  expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(/Please give an e-mail address/);
  expect(world.mailed).toEqual([]);
});

test('who has asked too often is told how long to wait', async () => {
  const tooMany = () => problem(429, 'too_many_requests', { retry_after: 1790 });
  server.use(http.post('*/api/v1/auth/forgot-password', tooMany));
  const { user } = visit('/forgot', { as: 'ada' });
  expect(await screen.findByLabelText('E-mail')).toHaveValue(ADA.email);
  await user.click(screen.getByRole('button', { name: 'Send the link' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('You can try again in 30 minutes.');
});

test('a new password is chosen, after one that is too easy to guess, and leads to the sign-in', async () => {
  const { user, addressNow } = visit(RESET_LINK);
  await user.type(await screen.findByLabelText('New password'), 'password1234');
  await user.click(screen.getByRole('button', { name: 'Save the password' }));
  expect(await screen.findByText('Too easy to guess.')).toBeVisible();
  expect(screen.getByLabelText('New password')).toBeInvalid();
  await user.clear(screen.getByLabelText('New password'));
  await user.type(screen.getByLabelText('New password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Save the password' }));
  expect(await screen.findByText('Your password is changed')).toBeVisible();
  expect(addressNow()).toBe('/login');
  expect(world.followed).toEqual([LINK_TOKEN, LINK_TOKEN]);
});

test('a new password can be looked at while it is typed', async () => {
  const { user } = visit(RESET_LINK);
  expect(await screen.findByLabelText('New password')).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('checkbox', { name: 'Show the password' }));
  await waitFor(() => expect(screen.getByLabelText('New password')).toHaveAttribute('type', 'text'));
});

test('a new password ends the session of this browser too', async () => {
  const { user, store } = visit(RESET_LINK, { as: 'ada' });
  await user.type(await screen.findByLabelText('New password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Save the password' }));
  expect(await screen.findByText('Your password is changed')).toBeVisible();
  expect(store.getState().session).toMatchObject({ status: 'guest', token: null });
});

test('a link that is no good any more leads to a new mail', async () => {
  const { user, addressNow } = visit('/reset#token=an-old-one');
  await user.type(await screen.findByLabelText('New password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Save the password' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(NO_GOOD);
  await user.click(screen.getByRole('link', { name: 'Ask for a new mail' }));
  expect(await screen.findByRole('button', { name: 'Send the link' })).toBeVisible();
  expect(addressNow()).toBe('/forgot');
});

test('without a link there is nothing to choose', async () => {
  visit('/reset');
  expect(await screen.findByRole('link', { name: 'Ask for a new mail' })).toHaveAttribute('href', '/forgot');
  expect(screen.queryByLabelText('New password')).toBeNull();
});
