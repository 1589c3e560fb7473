import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { BOOKING, MISMATCH } from '@/testing/admin-fixtures';
import { office } from '@/testing/areas/admin';
import { visit } from '@/testing/render-app';
import { problem, server } from '@/testing/server';

test('a mismatch shows both sides, and the decision is carried out with its reason', async () => {
  const { user } = visit('/admin/money?state=open', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Refunded, but booked' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Refunded, but booked' }));
  const stripe = await panel.findByRole('region', { name: 'What Stripe says' });
  expect(stripe).toHaveTextContent("All of $270.00 was given back in Stripe's dashboard");
  const ours = panel.getByRole('region', { name: 'What we say' });
  await waitFor(() => expect(ours).toHaveTextContent('Confirmed'));
  expect(ours).toHaveTextContent('Still with us $270.00');
  await user.click(panel.getByRole('button', { name: 'Cancel booking' }));
  const question = await screen.findByRole('dialog', { name: 'Cancel the booking?' });
  expect(question).toHaveTextContent('The money has gone back already.');
  await user.type(within(question).getByLabelText('Reason'), 'The refund was meant.');
  await user.click(within(question).getByRole('button', { name: 'Cancel booking' }));
  expect(await screen.findByText('Decided and carried out.')).toBeVisible();
  const body = { decision: 'cancel_booking', note: 'The refund was meant.' };
  expect(office.sent).toEqual([{ path: `/mismatches/${MISMATCH.id}/resolve`, body, key: null }]);
  expect(await panel.findByText('The refund was meant.')).toBeVisible();
  expect(panel.queryByRole('button', { name: 'Accept' })).not.toBeInTheDocument();
});

test('whoever decided is called by name', async () => {
  const decided = {
    decision: 'accept' as const,
    decided_by: 'admin:7',
    decided_by_name: 'Iris',
    closed_at: MISMATCH.seen_at,
  };
  office.mismatch = { ...MISMATCH, state: 'resolved', decisions: [], ...decided };
  visit(`/admin/money?open=${MISMATCH.id}`, { as: 'iris' });
  const panel = within(await screen.findByRole('dialog', { name: 'Refunded, but booked' }));
  expect(await panel.findByText('Iris')).toHaveAttribute('title', 'admin:7');
});

test('money is attached to a booking by its number, and to nothing that is none', async () => {
  office.mismatch = { ...MISMATCH, kind: 'payment_without_booking', booking_id: null, decisions: ['attach'] };
  const { user } = visit(`/admin/money?open=${MISMATCH.id}`, { as: 'iris' });
  const panel = within(await screen.findByRole('dialog', { name: 'Payment without booking' }));
  expect(await panel.findByText('We know no booking for it.')).toBeVisible();
  await user.click(panel.getByRole('button', { name: 'Attach to a booking' }));
  const question = within(await screen.findByRole('dialog', { name: 'Attach the payment to a booking?' }));
  await user.type(question.getByLabelText('Number of the booking'), 'half');
  await user.type(question.getByLabelText('Reason'), 'It was meant for this one.');
  await user.click(question.getByRole('button', { name: 'Attach to a booking' }));
  expect(question.getByText('The number has 24 characters, 0-9 and a-f.')).toBeVisible();
  expect(office.sent).toEqual([]);
  await user.clear(question.getByLabelText('Number of the booking'));
  await user.type(question.getByLabelText('Number of the booking'), BOOKING.id);
  await user.click(question.getByRole('button', { name: 'Attach to a booking' }));
  await waitFor(() => expect(office.sent[0]?.body).toMatchObject({ decision: 'attach', booking_id: BOOKING.id }));
});

test('a run is started and watched until it is over', async () => {
  const { user } = visit('/admin/money?view=runs', { as: 'iris' });
  await user.click(await screen.findByRole('button', { name: 'Start a run' }));
  const now = within(screen.getByRole('region', { name: 'Compare with Stripe now' }));
  expect(await now.findByText('Done')).toBeVisible();
  expect(now.getByText('Repaired: refund written down: 1')).toBeVisible();
  expect(await now.findByRole('button', { name: 'Start a run' })).toBeVisible();
});

test('a booking is cancelled with the refund that was shown before', async () => {
  const { user } = visit(`/admin/bookings?open=${BOOKING.id}`, { as: 'iris' });
  const panel = within(await screen.findByRole('dialog', { name: BOOKING.listing.title }));
  await user.click(await panel.findByRole('button', { name: 'Cancel booking' }));
  const question = within(
    await screen.findByRole('dialog', { name: `Cancel the booking of ${BOOKING.listing.title}?` }),
  );
  await user.click(question.getByRole('radio', { name: 'An amount' }));
  await user.type(question.getByLabelText('Reason'), 'The client had an accident.');
  await user.click(question.getByRole('button', { name: 'Cancel booking' }));
  expect(question.getByText('Enter an amount above zero.')).toBeVisible();
  expect(office.sent).toEqual([]);
  await user.type(question.getByLabelText('Amount (USD)'), '120.50');
  expect(await question.findByText('$120.50')).toBeVisible();
  await user.click(question.getByRole('button', { name: 'Cancel booking' }));
  expect(await screen.findByText('The booking is cancelled.')).toBeVisible();
  const [sent] = office.sent;
  expect(sent?.path).toBe(`/bookings/${BOOKING.id}/cancel`);
  expect(sent?.body).toEqual({
    refund: 'amount',
    reason: 'The client had an accident.',
    amount: { amount: 12_050, currency: 'USD' },
  });
  expect(sent?.key).toMatch(/^[0-9a-f]{32}$/);
});

test('goodwill of which nobody knows whether it went through is sent again under its key', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post('*/api/v1/admin/bookings/:id/refund', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return keys.length === 1 ? problem(503, 'unavailable') : HttpResponse.json(BOOKING);
    }),
  );
  const { user } = visit(`/admin/bookings?open=${BOOKING.id}`, { as: 'iris' });
  const panel = within(await screen.findByRole('dialog', { name: BOOKING.listing.title }));
  await user.click(await panel.findByRole('button', { name: 'Refund as goodwill' }));
  const question = within(await screen.findByRole('dialog', { name: /^Give money back/ }));
  expect(question.getByText('At most $270.00 is left of the payment.')).toBeVisible();
  await user.type(question.getByLabelText('Amount (USD)'), '270.01');
  await user.type(question.getByLabelText('Reason'), 'The heating did not work.');
  await user.click(question.getByRole('button', { name: 'Refund as goodwill' }));
  expect(question.getByText('Enter an amount up to $270.00.')).toBeVisible();
  await user.clear(question.getByLabelText('Amount (USD)'));
  await user.type(question.getByLabelText('Amount (USD)'), '50');
  await user.click(question.getByRole('button', { name: 'Refund $50.00' }));
  expect(await question.findByRole('alert')).toBeVisible();
  await user.click(question.getByRole('button', { name: 'Refund $50.00' }));
  expect(await screen.findByText('The refund is on its way.')).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('the timeline tells each change once, with what the trail knows of it, and each refusal', async () => {
  visit(`/admin/bookings?open=${BOOKING.id}`, { as: 'iris' });
  const panel = within(await screen.findByRole('dialog', { name: BOOKING.listing.title }));
  const story = within(panel.getByRole('heading', { name: 'What happened' }).closest('section') as HTMLElement);
  const steps = story.getAllByRole('listitem').filter((step) => step.parentElement?.matches('ol'));
  expect(steps.map((step) => step.querySelector('p')?.textContent)).toEqual(['Payment', 'Hold', 'Money received']);
  expect(steps[0]).toHaveTextContent('req-7');
  expect(steps[1]).toHaveTextContent('Ben · Refused');
  expect(story.getByText('Ben')).toHaveAttribute('title', 'client:1');
});
