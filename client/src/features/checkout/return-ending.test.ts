import { expect, test } from 'vitest';
import type { Booking } from '@/lib/types';
import { type Ending, endingOf, type Inquiry } from './return-ending';

const CASES: [Booking['status'], Booking['payment_status'], Inquiry, Ending][] = [
  ['pending', 'unpaid', 'polling', 'asking'],
  ['pending', 'unpaid', 'asked', 'unpaid'],
  ['pending', 'unpaid', 'unknown', 'processing'],
  ['pending', 'paid', 'asked', 'processing'],
  ['confirmed', 'paid', 'polling', 'confirmed'],
  ['completed', 'paid', 'asked', 'confirmed'],
  ['expired', 'refund_pending', 'polling', 'too_late'],
  ['cancelled', 'refunded', 'polling', 'too_late'],
  ['expired', 'unpaid', 'polling', 'over'],
];

test.each(CASES)('%s and %s while %s ends as %s', (status, payment_status, inquiry, ending) => {
  expect(endingOf({ status, payment_status } as Booking, inquiry)).toBe(ending);
});
