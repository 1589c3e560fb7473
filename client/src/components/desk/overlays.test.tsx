import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { asProblem } from '@/lib/problem';
import { renderPart } from '@/testing/render-part';
import { LazySidePanel } from './lazy-side-panel';
import { ReasonDialog } from './reason-dialog';

// Loaded beforehand: a wait is then for the page, never for the compiler.
import.meta.glob(['./side-panel.tsx', '../ui/dialog.tsx'], { eager: true });

function Details() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Details
      </button>
      <LazySidePanel
        open={open}
        onClose={() => setOpen(false)}
        title="Booking 4711"
        acts={<button type="button">Refund</button>}
      >
        <p>Paid in full</p>
      </LazySidePanel>
    </>
  );
}

test('a side panel takes focus and gives it back', async () => {
  const { user } = await renderPart(<Details />);
  const opener = screen.getByRole('button', { name: 'Details' });
  await user.click(opener);
  const panel = await screen.findByRole('dialog', { name: 'Booking 4711' });
  expect(within(panel).getByText('Paid in full')).toBeVisible();
  await waitFor(() => expect(panel).toContainElement(document.activeElement as HTMLElement));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(panel).not.toBeInTheDocument());
  expect(opener).toHaveFocus();
});

const REFUSED = asProblem({
  status: 409,
  data: {
    title: 'Already refunded',
    detail: 'The money is on its way.',
    code: 'already_refunded',
    request_id: 'req-9',
  },
});

const DIALOG = { open: true, title: 'Refund booking 4711?', effect: 'Refunds €318.', confirm: 'Refund €318' };

test('an act that harms wants a reason before anything is sent', async () => {
  const onConfirm = vi.fn();
  const { user } = await renderPart(<ReasonDialog {...DIALOG} onClose={() => {}} onConfirm={onConfirm} />);
  const dialog = await screen.findByRole('dialog', { name: 'Refund booking 4711?' });
  expect(dialog).toHaveAccessibleDescription('Refunds €318.');
  const reason = within(dialog).getByRole('textbox', { name: 'Reason' });
  await user.type(reason, '   short   ');
  await user.click(within(dialog).getByRole('button', { name: 'Refund €318' }));
  expect(onConfirm).not.toHaveBeenCalled();
  expect(reason).toHaveFocus();
  expect(reason).toBeInvalid();
  expect(reason).toHaveAccessibleDescription(/^Please say a little more\. At least 10 characters/);
  await user.type(reason, ' no longer');
  await user.click(within(dialog).getByRole('button', { name: 'Refund €318' }));
  expect(onConfirm.mock.calls).toEqual([['short    no longer']]);
});

test('what nobody can take back is typed word for word', async () => {
  const onConfirm = vi.fn();
  const { user } = await renderPart(
    <ReasonDialog {...DIALOG} typed="4711" minLength={1} onClose={() => {}} onConfirm={onConfirm} />,
  );
  await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Asked by mail');
  const word = screen.getByRole('textbox', { name: 'Type “4711” to confirm' });
  await user.type(word, '471{Enter}');
  expect(onConfirm).not.toHaveBeenCalled();
  expect(word).toBeInvalid();
  await user.type(word, '1{Enter}');
  expect(onConfirm.mock.calls).toEqual([['Asked by mail']]);
});

test('while the server works nothing is sent twice and nothing closes', async () => {
  const [onConfirm, onClose] = [vi.fn(), vi.fn()];
  const { user } = await renderPart(
    <ReasonDialog {...DIALOG} busy minLength={1} onClose={onClose} onConfirm={onConfirm} />,
  );
  await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Asked by mail');
  const button = screen.getByRole('button', { name: 'One moment…' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await user.click(button);
  await user.keyboard('{Escape}');
  expect(onConfirm).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});

test("the server's refusal is shown inside", async () => {
  await renderPart(<ReasonDialog {...DIALOG} problem={REFUSED} onClose={() => {}} onConfirm={() => {}} />);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('alert')).toHaveTextContent('Already refundedThe money is on its way.');
  expect(dialog.getByText('req-9')).toBeVisible();
});
