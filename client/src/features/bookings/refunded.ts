import type { Booking, Money } from '@/lib/types';

/** What went back to the client; null while nothing has, or while nobody says how much. */
export function refundedOf({ payment_status, refund, quote }: Booking): Money | null {
  if (payment_status === 'refunded') return refund ?? quote.total;
  return payment_status === 'partially_refunded' ? (refund ?? null) : null;
}
