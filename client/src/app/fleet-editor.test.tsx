import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { fleet } from '@/testing/areas/fleet';
import { CAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';
import { server } from '@/testing/server';
import { ROOT } from '@/testing/world';

const PAGE = `/owner/fleet/cars/${CAR.id}`;

async function fillCar(user: UserEvent, price: string) {
  await user.type(await screen.findByLabelText('Make'), 'Tesla');
  await user.type(screen.getByLabelText('Model'), 'Model 3');
  await user.type(screen.getByLabelText('Model year'), '2021');
  await user.type(screen.getByLabelText('City'), 'Seattle');
  await user.click(await screen.findByRole('button', { name: 'Take the position of Seattle, WA' }));
  await user.type(screen.getByLabelText('Price per day (USD)'), price);
}

const make = () => screen.getByRole('button', { name: 'Make a draft' });

test('a car is put up as a draft, and published', async () => {
  const { user, addressNow } = visit('/owner/fleet/cars/new', { as: 'omar' });
  await fillCar(user, '95,50');
  await user.click(make());
  expect(await screen.findByText('The draft is made.')).toBeVisible();
  const [sent] = fleet.sentTo(/owner\/cars$/);
  expect(sent?.key).toBeTruthy();
  expect(sent?.body).toMatchObject({
    make: 'Tesla',
    state: 'WA',
    fuel: null,
    location: CAR.location,
    daily_rate: { amount: 9_550, currency: 'USD' },
  });
  expect(addressNow()).toBe(`/owner/fleet/cars/${'3'.repeat(24)}`);

  await user.click(screen.getByRole('link', { name: 'Visibility' }));
  expect(await screen.findByText('Nobody else can see or book it.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText('Done. Everybody can find and book it.')).toBeVisible();
  expect(screen.getAllByText('Published')).toHaveLength(2);
});

test('an amount that could mean two sums is none, and nothing is sent', async () => {
  const { user } = visit('/owner/fleet/cars/new', { as: 'omar' });
  await fillCar(user, '1.234');
  await user.click(make());
  expect(await screen.findByText('Write an amount like 135.00, without signs between thousands.')).toBeVisible();
  expect(screen.getByLabelText('Price per day (USD)')).toBeInvalid();
  expect(fleet.sent).toEqual([]);
});

test("the server's words stand at the field they are about, and what was typed stays", async () => {
  const { user } = visit('/owner/fleet/cars/new', { as: 'omar' });
  await fillCar(user, '666');
  await user.click(make());
  await waitFor(() =>
    expect(screen.getByLabelText('Model year')).toHaveAccessibleDescription('It has to lie between 1950 and 2027.'),
  );
  expect(screen.getByLabelText('Make')).toHaveValue('Tesla');
});

test('publishing before the address is confirmed says what to do', async () => {
  fleet.verified = false;
  const { user } = visit(`${PAGE}/visibility`, { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Publish' }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Confirm your e-mail address first');
  expect(within(alert).getByRole('link', { name: 'Confirm my address' })).toHaveAttribute('href', '/verify');
  expect(screen.getByText('Nobody else can see or book it.')).toBeVisible();
});

test('retiring asks first, and names what it takes down', async () => {
  const { user } = visit(`${PAGE}/visibility`, { as: 'omar' });
  await user.click(await screen.findByRole('button', { name: 'Retire…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Retire Tesla Model X 2019?' });
  expect(fleet.sent).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Retire for good' }));
  expect(await screen.findByText(/^Done\. It was taken down for good/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publish' })).not.toBeInTheDocument();
});

test('what somebody else changed meanwhile stands beside one’s own, and is chosen field by field', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  const model = await screen.findByLabelText('Model');
  await user.clear(model);
  await user.type(model, 'Model X Plaid');
  await user.clear(screen.getByLabelText('City'));
  await user.type(screen.getByLabelText('City'), 'Tacoma');
  fleet.elsewhere({ model: 'Model X Long Range', make: 'TESLA' });
  await user.click(screen.getByRole('button', { name: 'Save' }));

  const dialog = await screen.findByRole('dialog', { name: 'Somebody else was faster' });
  const choice = within(dialog).getByRole('group', { name: 'Model' });
  expect(choice).toHaveTextContent('Model X Plaid');
  expect(choice).toHaveTextContent('Model X Long Range');
  expect(dialog).toHaveTextContent('Also changed meanwhile, and kept: Make.');
  await user.click(within(dialog).getByRole('button', { name: 'Save my choice' }));
  expect(within(dialog).getByText('Please choose one.')).toBeVisible();
  await user.click(within(choice).getByRole('radio', { name: /Theirs/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Save my choice' }));

  await waitFor(() => expect(fleet.cars.get(CAR.id)?.city).toBe('Tacoma'));
  const edits = fleet.sentTo(new RegExp(`cars/${CAR.id}$`));
  expect(edits.map(({ tag }) => tag)).toEqual(['"1"', '"2"']);
  expect(edits[1]?.body).toEqual({ city: 'Tacoma' });
  expect(fleet.cars.get(CAR.id)).toMatchObject({ model: 'Model X Long Range', make: 'TESLA' });
  await waitFor(() => expect(screen.getByLabelText('Model')).toHaveValue('Model X Long Range'));
  expect(await screen.findByText('Saved')).toBeVisible();
});

test('only what was changed is sent, for the version that was read', async () => {
  const { user } = visit(`${PAGE}/policy`, { as: 'omar' });
  const hold = await screen.findByLabelText('Time to pay');
  await user.clear(hold);
  await user.type(hold, '15');
  expect(hold).toHaveAccessibleDescription(/A client has 15 minutes to pay/);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved')).toBeVisible();
  expect(fleet.sent).toMatchObject([{ tag: '"1"', body: { policy: { hold_minutes: 15 } } }]);
});

test('own cancellation steps must fall, and say what they do', async () => {
  const { user } = visit(`${PAGE}/policy`, { as: 'omar' });
  await user.click(await screen.findByRole('radio', { name: /Own steps/ }));
  await user.click(screen.getByRole('button', { name: 'Add a step' }));
  await user.type(screen.getByLabelText('Step 2: hours before the start'), '48');
  await user.type(screen.getByLabelText('Step 2: back'), '50');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Each step needs less notice/)).toBeVisible();
  expect(fleet.sent).toEqual([]);
  await user.clear(screen.getByLabelText('Step 2: hours before the start'));
  await user.type(screen.getByLabelText('Step 2: hours before the start'), '12');
  expect(screen.getByText('50 % back until 12 hours before the start.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(fleet.sent).toHaveLength(1));
  const tiers = [
    { hours_before_start: 24, refund_basis_points: 10_000 },
    { hours_before_start: 12, refund_basis_points: 5_000 },
  ];
  expect(fleet.sent[0]?.body).toEqual({ policy: { cancellation: { name: 'own', tiers } } });
});

test('leaving with what is not saved asks once', async () => {
  const { user, addressNow } = visit(PAGE, { as: 'omar' });
  await user.type(await screen.findByLabelText('Model'), 'Y');
  await user.click(screen.getByRole('link', { name: 'Photos' }));
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' });
  await user.click(within(dialog).getByRole('button', { name: 'Stay and save' }));
  expect(addressNow()).toBe(PAGE);
  expect(screen.getByLabelText('Model')).toHaveValue('Model XY');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.click(screen.getByRole('link', { name: 'Photos' }));
  await waitFor(() => expect(addressNow()).toBe(`${PAGE}/photos`));
});

test('a listing of somebody else is none', async () => {
  visit(`/owner/fleet/cars/${'9'.repeat(24)}`, { as: 'omar' });
  expect(await screen.findByRole('heading', { name: 'There is no such listing of yours' })).toBeVisible();
});

test('the terms say whom they have turned away lately, and leave out what no rule decides', async () => {
  server.use(
    http.get(`${ROOT}/owner/lost-demand`, ({ request }) => {
      const asked = new URL(request.url).searchParams.get('listing_id');
      const listing = { id: asked, title: CAR.title };
      const rows = [
        { reason: 'too_soon', listing, attempts: 6, people: 4 },
        { reason: 'window_taken', listing, attempts: 9, people: 9 },
      ];
      return HttpResponse.json({ as_of: '2026-11-24T12:00:00Z', time_zone: CAR.time_zone, rows: asked ? rows : [] });
    }),
  );
  visit(`/owner/fleet/cars/${CAR.id}/policy`, { as: 'omar' });
  const demand = within(await screen.findByRole('region', { name: 'Whom these rules have turned away' }));
  expect(await demand.findByText('Wanted sooner than your notice allows')).toBeVisible();
  expect(demand.getByText('6 attempts, people: 4')).toBeVisible();
  expect(demand.queryByText('Already taken at that time')).toBeNull();
});
