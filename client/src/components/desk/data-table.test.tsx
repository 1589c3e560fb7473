import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { onPhone } from '@/testing/narrow';
import { renderPart } from '@/testing/render-part';
import { DataTable } from './data-table';
import type { Column, TableProps } from './table-types';

type Car = { id: string; title: string; trips: number };

const CARS: Car[] = [
  { id: 'c1', title: 'Tesla Model X', trips: 13 },
  { id: 'c2', title: 'Ford Transit', trips: 4 },
];

const COLUMNS: Column<Car>[] = [
  { key: 'title', head: 'Car', cell: (car) => car.title, sortKey: 'title' },
  { key: 'trips', head: 'Trips', cell: (car) => car.trips, align: 'end', sortKey: 'trips' },
  {
    key: 'act',
    head: 'Act',
    cell: (car) => <button type="button">Pause {car.title}</button>,
  },
];

const BASE = { caption: 'Your cars', columns: COLUMNS, rows: CARS, rowKey: (car: Car) => car.id };

let undo = () => {};
afterEach(() => undo());

function Sorted(props: Partial<TableProps<Car>>) {
  const [sort, setSort] = useState('title');
  return <DataTable {...BASE} sort={sort} onSort={setSort} {...props} />;
}

test('a head asks the server for another order, figures from the largest', async () => {
  const { user } = await renderPart(<Sorted />);
  const [car, trips, act] = screen.getAllByRole('columnheader');
  expect(car).toHaveAttribute('aria-sort', 'ascending');
  expect(trips).toHaveAttribute('aria-sort', 'none');
  expect(act).not.toHaveAttribute('aria-sort');
  await user.click(screen.getByRole('button', { name: 'Trips' }));
  expect(trips).toHaveAttribute('aria-sort', 'descending');
  await user.click(screen.getByRole('button', { name: 'Trips' }));
  expect(trips).toHaveAttribute('aria-sort', 'ascending');
  expect(car).toHaveAttribute('aria-sort', 'none');
});

test('a press anywhere on a row opens it, but not one on a button in it', async () => {
  const onOpen = vi.fn();
  const { user } = await renderPart(<DataTable {...BASE} onOpen={onOpen} />);
  await user.click(screen.getByRole('cell', { name: '4' }));
  expect(onOpen.mock.calls).toEqual([[CARS[1]]]);
  await user.click(screen.getByRole('button', { name: 'Pause Tesla Model X' }));
  expect(onOpen).toHaveBeenCalledOnce();
});

test('keys walk the rows and open one', async () => {
  const onOpen = vi.fn();
  const { user } = await renderPart(<DataTable {...BASE} onOpen={onOpen} />);
  await user.tab();
  expect(screen.getByRole('region', { name: 'Your cars' })).toHaveFocus();
  await user.keyboard('j');
  expect(screen.getByRole('button', { name: 'Tesla Model X' })).toHaveFocus();
  await user.keyboard('jj');
  expect(screen.getByRole('button', { name: 'Ford Transit' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(CARS[1]);
  await user.keyboard('k');
  expect(screen.getByRole('button', { name: 'Tesla Model X' })).toHaveFocus();
});

test('a row may lead to an address', async () => {
  const { user, addressNow } = await renderPart(<DataTable {...BASE} linkTo={(car) => `/owner/cars/${car.id}`} />);
  await user.click(screen.getByRole('cell', { name: '13' }));
  expect(addressNow()).toBe('/owner/cars/c1');
});

test('the place of rows that have not come is kept, and a list without rows says so', async () => {
  await renderPart(
    <>
      <DataTable {...BASE} rows={undefined} bones={5} />
      <DataTable {...BASE} rows={[]} empty={<p>No cars yet</p>} />
    </>,
  );
  const table = screen.getByRole('table', { name: 'Your cars' });
  expect(within(table).getAllByRole('row')).toHaveLength(6);
  expect(table.closest('[aria-busy]')).toHaveAttribute('aria-busy', 'true');
  expect(screen.getByText('No cars yet')).toBeVisible();
});

test('on a phone each row is a card with the same facts, and the order is chosen from a list', async () => {
  undo = onPhone();
  const onOpen = vi.fn();
  const onSort = vi.fn();
  const { user } = await renderPart(<DataTable {...BASE} onOpen={onOpen} onSort={onSort} />);
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  const card = within(screen.getByRole('list', { name: 'Your cars' })).getAllByRole('listitem')[1] as HTMLElement;
  expect(card).toHaveTextContent('Ford TransitTrips4Act');
  await user.click(within(card).getByText('4'));
  expect(onOpen.mock.calls).toEqual([[CARS[1]]]);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Trips, falling');
  expect(onSort.mock.calls).toEqual([['-trips']]);
});
