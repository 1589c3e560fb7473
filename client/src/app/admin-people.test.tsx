import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { office } from '@/testing/areas/admin';
import { ADA, IRIS } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { problem, server, world } from '@/testing/server';

const panel = (name: string) => screen.findByRole('dialog', { name });

test('a person is suspended with a reason, and the panel shows it', async () => {
  const { user, addressNow } = visit('/admin/users', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Ada Lovelace' }));
  expect(addressNow()).toBe(`/admin/users?open=${ADA.id}`);
  const ada = within(await panel('Ada Lovelace'));
  await user.click(await ada.findByRole('button', { name: 'Suspend' }));
  const question = await screen.findByRole('dialog', { name: 'Suspend Ada Lovelace?' });
  expect(question).toHaveTextContent(
    'ada@example.com is kept out on every server within a second, and 2 open sessions',
  );
  await user.click(within(question).getByRole('button', { name: 'Suspend' }));
  expect(within(question).getByText('Please say a little more.')).toBeVisible();
  expect(office.sent).toEqual([]);
  await user.type(within(question).getByLabelText('Reason'), 'Three chargebacks in a week.');
  await user.click(within(question).getByRole('button', { name: 'Suspend' }));
  expect(await screen.findByText('Ada Lovelace is suspended.')).toBeVisible();
  expect(office.sent).toEqual([
    { path: `/users/${ADA.id}/suspend`, body: { reason: 'Three chargebacks in a week.' }, key: null },
  ]);
  expect(await ada.findByText('Suspended')).toBeVisible();
  expect(ada.getByRole('button', { name: 'Let in again' })).toBeVisible();
});

test('the last administrator stays, and the dialog says why', async () => {
  server.use(http.post('*/api/v1/admin/users/:id/suspend', () => problem(409, 'last_admin')));
  const { user } = visit(`/admin/users?open=${IRIS.id}`, { as: 'iris' });
  await user.click(within(await panel('Iris')).getByRole('button', { name: 'Suspend' }));
  const question = await screen.findByRole('dialog', { name: 'Suspend Iris?' });
  await user.type(within(question).getByLabelText('Reason'), 'I am leaving the company.');
  await user.click(within(question).getByRole('button', { name: 'Suspend' }));
  const refusal = await within(question).findByRole('alert');
  expect(refusal).toHaveTextContent('This is the last administrator');
  expect(refusal).toHaveTextContent('Make somebody else an administrator first');
  expect(question).toBeVisible();
});

test('another role names the person and what ends', async () => {
  const { user } = visit(`/admin/users?open=${ADA.id}`, { as: 'iris' });
  await user.click(within(await panel('Ada Lovelace')).getByRole('button', { name: 'Make owner' }));
  const question = await screen.findByRole('dialog', { name: 'Make Ada Lovelace an owner?' });
  await user.type(within(question).getByLabelText('Reason'), 'She has cars to let.');
  await user.click(within(question).getByRole('button', { name: 'Make owner' }));
  await waitFor(() => expect(office.sent[0]?.body).toEqual({ role: 'owner', reason: 'She has cars to let.' }));
});

test('who is sought stands in the address', async () => {
  const { user, addressNow } = visit('/admin/users', { as: 'iris' });
  await user.type(await screen.findByRole('searchbox', { name: 'Name or e-mail' }), 'ada');
  await waitFor(() => expect(addressNow()).toBe('/admin/users?q=ada'));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Omar' })).not.toBeInTheDocument());
  expect(screen.getByRole('button', { name: 'Ada Lovelace' })).toBeVisible();
});

test('whoever lost the role meanwhile is told so, not about bookings', async () => {
  server.use(http.get('*/api/v1/admin/users', () => problem(403, 'not_allowed')));
  visit('/admin/users', { as: 'iris' });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Your account may not do this');
  expect(alert).toHaveTextContent('Your role does not allow this.');
});

test('whoever was suspended meanwhile comes to the sign-in, and back from there', async () => {
  const { addressNow } = visit('/admin/money?state=open', { as: 'iris' });
  expect(await screen.findByRole('button', { name: 'Refunded, but booked' })).toBeVisible();
  Object.assign(world, { token: 'another', hasCookie: false });
  window.dispatchEvent(new Event('focus'));
  await waitFor(() => expect(addressNow()).toBe('/login?next=%2Fadmin%2Fmoney%3Fstate%3Dopen'));
});

test('others are told whose pages these are', async () => {
  visit('/admin/users', { as: 'ada' });
  expect(await screen.findByText('This page is for administrators')).toBeVisible();
});
