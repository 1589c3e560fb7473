import { useEffect, useState } from 'react';
import { useGetBookingQuery, useReconcileBookingMutation } from '@/lib/api';
import type { Booking } from '@/lib/types';
import { type Ending, endingOf, type Inquiry } from './return-ending';

const POLL_EVERY_MS = 1000;
// The webhook usually needs under two seconds; after ten the server asks the payment side itself.
const POLL_FOR_MS = 10_000;
const SLOW_POLL_MS = 5000;

const isOpen = (booking: Booking | undefined) => booking === undefined || booking.status === 'pending';

/** Polls the booking, then has the server ask the payment side, then keeps an eye on it. */
export function usePaymentTruth(bookingId: string) {
  const [inquiry, setInquiry] = useState<Inquiry>('polling');
  const [open, setOpen] = useState(true);
  const pollingInterval = !open ? 0 : inquiry === 'polling' ? POLL_EVERY_MS : SLOW_POLL_MS;
  const query = useGetBookingQuery(
    { bookingId },
    { pollingInterval, refetchOnMountOrArgChange: true, refetchOnFocus: true },
  );
  const [reconcile] = useReconcileBookingMutation();
  const booking = query.currentData;

  useEffect(() => setOpen(isOpen(booking)), [booking]);

  useEffect(() => {
    if (!open || inquiry !== 'polling') return;
    const timer = setTimeout(async () => {
      const answer = await reconcile({ bookingId });
      setInquiry(answer.error ? 'unknown' : 'asked');
    }, POLL_FOR_MS);
    return () => clearTimeout(timer);
  }, [bookingId, inquiry, open, reconcile]);

  const ending: Ending | null = booking ? endingOf(booking, inquiry) : null;
  return { query, booking, ending };
}
