// The truth after the payment page: what the booking says, not what the address bar suggests.
import type { Booking } from '@/lib/types';

export type Ending = 'asking' | 'confirmed' | 'processing' | 'unpaid' | 'too_late' | 'over';

/** How far the page has gone in finding out. `unknown` means the payment side could not be asked. */
export type Inquiry = 'polling' | 'asked' | 'unknown';

export function endingOf(booking: Booking, inquiry: Inquiry): Ending {
  const { status, payment_status } = booking;
  if (status === 'confirmed' || status === 'completed') return 'confirmed';
  if (status === 'cancelled' || status === 'expired') return payment_status === 'unpaid' ? 'over' : 'too_late';
  if (payment_status === 'paid') return 'processing';
  if (inquiry === 'polling') return 'asking';
  return inquiry === 'asked' ? 'unpaid' : 'processing';
}
