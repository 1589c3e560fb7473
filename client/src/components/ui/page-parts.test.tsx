import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderPart } from '@/testing/render-part';
import { CopyButton } from './copy-button';
import { Tabs } from './tabs';
import { ToastProvider, useToast } from './toast';

test('the tab of the page one is on is the current one', async () => {
  const tabs = [
    { to: '/owner', name: 'Today', end: true },
    { to: '/owner/cars', name: 'Cars', count: 3 },
  ];
  const { user, addressNow } = await renderPart(<Tabs label="Owner" tabs={tabs} />, { at: '/owner/cars/7' });
  const row = within(screen.getByRole('navigation', { name: 'Owner' }));
  expect(row.getByRole('link', { name: 'Cars 3' })).toHaveAttribute('aria-current', 'page');
  expect(row.getByRole('link', { name: 'Today' })).not.toHaveAttribute('aria-current');
  await user.click(row.getByRole('link', { name: 'Today' }));
  expect(addressNow()).toBe('/owner');
  expect(row.getByRole('link', { name: 'Today' })).toHaveAttribute('aria-current', 'page');
  expect(row.getByRole('link', { name: 'Cars 3' })).not.toHaveAttribute('aria-current');
});

test('what was copied is on the clipboard, and it is said', async () => {
  const { user } = await renderPart(<CopyButton text="req-17" what="request id" />);
  await user.click(screen.getByRole('button', { name: 'Copy request id' }));
  expect(await navigator.clipboard.readText()).toBe('req-17');
  expect(screen.getByRole('status')).toHaveTextContent('Copied');
});

function Removal() {
  const show = useToast();
  return (
    <button type="button" onClick={() => show({ text: 'Draft removed' })}>
      Remove
    </button>
  );
}

test('a toast is told politely, and closed by whoever has read it', async () => {
  const { user } = await renderPart(
    <ToastProvider>
      <Removal />
    </ToastProvider>,
  );
  const region = screen.getByRole('list');
  expect(region).toHaveAttribute('aria-live', 'polite');
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(within(region).getByText('Draft removed')).toBeVisible();
  await user.click(within(region).getByRole('button', { name: 'Close' }));
  expect(region).toBeEmptyDOMElement();
});

test('a toast goes by itself, but not under the pointer', async () => {
  await renderPart(
    <ToastProvider>
      <Removal />
    </ToastProvider>,
  );
  vi.useFakeTimers();
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  const toast = screen.getByText('Draft removed');
  fireEvent.pointerEnter(toast);
  act(() => vi.advanceTimersByTime(60_000));
  expect(toast).toBeInTheDocument();
  fireEvent.pointerLeave(toast);
  act(() => vi.advanceTimersByTime(60_000));
  expect(toast).not.toBeInTheDocument();
});
