import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { renderPart } from '@/testing/render-part';
import { Checkbox } from './checkbox';
import { Segmented } from './segmented';
import { Select } from './select';
import { Stepper } from './stepper';
import { Switch } from './switch';
import { TextArea } from './text-area';

const COLOURS = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue' },
] as const;

test('a fault is tied to its control, whichever it is', async () => {
  await renderPart(
    <>
      <Select label="Colour" options={COLOURS} error="Choose one" hint="Of the car" />
      <TextArea label="Text" error="Too short" />
      <Checkbox label="I agree" error="Please agree" hint="To the terms" />
    </>,
  );
  expect(screen.getByRole('combobox', { name: 'Colour' })).toHaveAccessibleDescription('Choose one Of the car');
  expect(screen.getByRole('textbox', { name: 'Text' })).toHaveAccessibleDescription('Too short');
  const box = screen.getByRole('checkbox', { name: 'I agree' });
  expect(box).toHaveAccessibleDescription('Please agree To the terms');
  expect(box).toBeInvalid();
});

test('a switch is one, and tells what it was put to', async () => {
  const onChange = vi.fn();
  const { user } = await renderPart(
    <Switch label="Live updates" hint="Every second" onChange={(event) => onChange(event.target.checked)} />,
  );
  const control = screen.getByRole('switch', { name: 'Live updates' });
  expect(control).toHaveAccessibleDescription('Every second');
  await user.click(screen.getByText('Live updates'));
  expect(control).toBeChecked();
  expect(onChange).toHaveBeenLastCalledWith(true);
});

test('the choice of a segmented control moves with the arrow keys', async () => {
  function Choice() {
    const [colour, setColour] = useState<'red' | 'blue'>('red');
    return <Segmented label="Colour" options={COLOURS} value={colour} onChange={setColour} />;
  }
  const { user } = await renderPart(<Choice />);
  expect(screen.getByRole('group', { name: 'Colour' })).toBeVisible();
  await user.tab();
  expect(screen.getByRole('radio', { name: 'Red' })).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('radio', { name: 'Blue' })).toBeChecked();
});

function Seats({ onChange = () => {} }: { onChange?: (seats: number) => void }) {
  const [seats, setSeats] = useState(1);
  const change = (next: number) => {
    setSeats(next);
    onChange(next);
  };
  return <Stepper label="Seats" value={seats} onChange={change} min={1} max={4} maxReason="4 per person" />;
}

test('a stepper stops at its bounds and says why', async () => {
  const onChange = vi.fn();
  const { user } = await renderPart(<Seats onChange={onChange} />);
  const more = screen.getByRole('button', { name: 'Seats: one more' });
  expect(screen.getByRole('button', { name: 'Seats: one less' })).toHaveAttribute('aria-disabled', 'true');
  for (let press = 0; press < 5; press += 1) await user.click(more);
  expect(onChange.mock.calls).toEqual([[2], [3], [4]]);
  expect(more).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByRole('status')).toHaveTextContent('4 per person');
});

test('a number may be typed; one out of bounds becomes the nearest when the field is left', async () => {
  const onChange = vi.fn();
  const { user } = await renderPart(<Seats onChange={onChange} />);
  const field = screen.getByRole('spinbutton', { name: 'Seats' });
  await user.clear(field);
  await user.type(field, 'x3');
  expect(onChange).toHaveBeenLastCalledWith(3);
  await user.clear(field);
  expect(field).toHaveValue('');
  await user.type(field, '99');
  expect(onChange).toHaveBeenLastCalledWith(3);
  await user.tab();
  expect(onChange).toHaveBeenLastCalledWith(4);
  expect(field).toHaveValue('4');
  await user.clear(field);
  await user.tab({ shift: true });
  expect(field).toHaveValue('4');
  await user.click(field);
  await user.keyboard('{ArrowDown}');
  expect(field).toHaveValue('3');
});
