import type { EarningsRow, MoneySums } from './admin-api.gen';

const COUNTS = ['payments', 'refunds'] as const;
const AMOUNTS = ['gross', 'refunded', 'pending', 'fees', 'taxes', 'net'] as const;

/** What the rows of a page leave of the total in their currency; nothing where they are all there are. */
export function othersOf(sums: MoneySums, rows: readonly EarningsRow[]): MoneySums | null {
  const left = { ...sums };
  for (const row of rows) {
    for (const count of COUNTS) left[count] -= row[count];
    for (const sum of AMOUNTS) left[sum] = { ...left[sum], amount: left[sum].amount - row[sum].amount };
  }
  return left.payments > 0 || left.refunds > 0 ? left : null;
}
