import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fleet, UNREADABLE } from '@/testing/areas/fleet';
import { CAR } from '@/testing/fixtures';
import { visit } from '@/testing/render-app';

const PAGE = `/owner/fleet/cars/${CAR.id}/photos`;
const png = (name: string, size = 1) => new File([new Uint8Array(size)], name, { type: 'image/png' });
const TOO_LARGE = 5 * 1024 * 1024 + 1;

test('photos go up one after the other; what cannot be shown is told before it is sent', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  const place = await screen.findByLabelText('Add photos');
  place.removeAttribute('accept');
  const files = [png('front.png'), png('huge.png', TOO_LARGE), new File(['x'], 'notes.txt'), png('back.png')];
  await user.upload(place, files);
  expect(
    await screen.findByText('Larger than 5 MB, and this browser cannot make it smaller. Nothing was sent.'),
  ).toBeVisible();
  expect(screen.getByText('Only JPEG, PNG and WebP can be shown. Nothing was sent.')).toBeVisible();
  expect(await screen.findByText('2 of at most 20 photos')).toBeVisible();
  await waitFor(() => expect(fleet.cars.get(CAR.id)?.photos).toHaveLength(2));
  expect(fleet.sentTo(/photos$/)).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Dismiss huge.png' }));
  expect(screen.queryByText('huge.png')).not.toBeInTheDocument();
});

test('a photo that the server refuses says why, and can be sent again', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  await user.upload(await screen.findByLabelText('Add photos'), new File([''], 'made-up.webp', { type: UNREADABLE }));
  const tile = (await screen.findByText('made-up.webp')).closest('li') as HTMLElement;
  expect(await within(tile).findByRole('alert')).toHaveTextContent(
    'It could not be read as a JPEG, PNG or WebP image.',
  );
  await user.click(within(tile).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(fleet.sentTo(/photos$/)).toHaveLength(2));
});

test('photos are described, put in order by buttons, and removed only after asking', async () => {
  const { user } = visit(PAGE, { as: 'omar' });
  await user.upload(await screen.findByLabelText('Add photos'), [png('front.png'), png('back.png')]);
  await user.type(await screen.findByLabelText('What photo 2 shows'), 'From behind{Enter}');
  await waitFor(() => expect(fleet.cars.get(CAR.id)?.photos[1]?.caption).toBe('From behind'));

  await user.click(await screen.findByRole('button', { name: 'Earlier: From behind' }));
  expect(await screen.findByText('Now photo 1 of 2.')).toBeVisible();
  await waitFor(() => expect(fleet.cars.get(CAR.id)?.photos[0]?.caption).toBe('From behind'));
  expect(screen.getByRole('button', { name: 'Earlier: From behind' })).toHaveFocus();

  await user.click(screen.getByRole('button', { name: 'Remove: From behind' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove this photo?' });
  expect(fleet.cars.get(CAR.id)?.photos).toHaveLength(2);
  await user.click(within(dialog).getByRole('button', { name: 'Remove photo' }));
  await waitFor(() => expect(fleet.cars.get(CAR.id)?.photos).toHaveLength(1));
});
