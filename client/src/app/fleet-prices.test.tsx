import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fleet, WEEKLY } from '@/testing/areas/fleet';
import { CAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';

const PAGE = `/owner/fleet/cars/${CAR.id}/price`;

test('a rule is tried before anybody pays by it, and saved with the others', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  expect(await screen.findByText('Weekly discount')).toBeVisible();
  const preview = screen.getByRole('region', { name: 'What clients would pay' });
  await waitFor(() => expect(within(preview).getAllByText('$270.00')).toHaveLength(2));
  expect(within(preview).getByText('The lines add up to the total, to the cent.')).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Weekdays' }));
  const dialog = await screen.findByRole('dialog', { name: 'Price by weekday' });
  await user.click(within(dialog).getByRole('radio', { name: 'To an amount' }));
  await user.type(within(dialog).getByLabelText('Price of a unit then (USD)'), '150');
  await user.click(within(dialog).getByRole('button', { name: 'Take over' }));
  expect(await screen.findByText('Weekend')).toBeVisible();
  await waitFor(() => expect(within(preview).getAllByText('$300.00')).toHaveLength(2));
  expect(fleet.rules).toEqual([WEEKLY]);

  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved')).toBeVisible();
  const [put] = fleet.sentTo(/price-rules$/);
  expect(put?.tag).toBe('"1"');
  expect(fleet.rules).toEqual([
    WEEKLY,
    { id: expect.stringMatching(/^[0-9a-f]{12}$/), rule: 'weekday', weekdays: [4, 5, 6], amount: 15_000 },
  ]);
});

test('a season of every year is stated without its year, and a rebate in basis points', async () => {
  fleet.rules = [];
  const { user } = visit(PAGE, { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Season' }));
  const dialog = await screen.findByRole('dialog', { name: 'Price of a season' });
  await user.selectOptions(within(dialog).getByLabelText('First day'), 'December');
  await user.selectOptions(within(dialog).getByLabelText('First day, day'), '20');
  await user.selectOptions(within(dialog).getByLabelText('Last day'), 'January');
  await user.selectOptions(within(dialog).getByLabelText('Last day, day'), '5');
  await user.click(within(dialog).getByRole('radio', { name: 'Cheaper' }));
  await user.type(within(dialog).getByLabelText('Percent'), '12.5');
  await user.click(within(dialog).getByRole('button', { name: 'Take over' }));
  expect(await screen.findByText(/Dec 20 – Jan 5, every year/)).toHaveTextContent('12.5% cheaper');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(fleet.rules).toMatchObject([{ from: '12-20', to: '01-05', basis_points: -1_250 }]));
});

test('rules that quarrel are told apart at once, at the rule that is too many', async () => {
  fleet.rules = [WEEKLY, { id: 'weekend', rule: 'weekday', weekdays: [4], amount: 15_000 }];
  const { user } = visit(PAGE, { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Weekdays' }));
  await user.type(await screen.findByLabelText('Percent'), '20');
  await user.type(screen.getByLabelText('Name (optional)'), 'Friday');
  await user.click(screen.getByRole('button', { name: 'Take over' }));
  const rule = (await screen.findByText('Friday')).closest('li') as HTMLElement;
  expect(await within(rule).findByRole('alert')).toHaveTextContent(
    'Another rule decides about the same days or length.',
  );
});

test('a price that was changed elsewhere moves only the version; rules that were changed are chosen one by one', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Change: Weekly discount' }));
  const percent = await screen.findByLabelText('Percent');
  await user.clear(percent);
  await user.type(percent, '15');
  await user.click(screen.getByRole('button', { name: 'Take over' }));
  fleet.rules = [{ ...WEEKLY, basis_points: 2_000 }];
  fleet.elsewhere({});
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('dialog', { name: 'Somebody else was faster' });
  expect(dialog).toHaveTextContent('15% off');
  expect(dialog).toHaveTextContent('20% off');
  await user.click(within(dialog).getByRole('radio', { name: /Yours/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Save my choice' }));
  await waitFor(() => expect(fleet.rules).toMatchObject([{ id: 'weekly', basis_points: 1_500 }]));
  expect(fleet.sentTo(/price-rules$/).map(({ tag }) => tag)).toEqual(['"1"', '"2"']);
});
