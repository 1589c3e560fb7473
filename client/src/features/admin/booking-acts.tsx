import type { WholeBooking } from './api';
import { CancelBooking } from './cancel-booking';
import { Goodwill } from './goodwill';
import { ledgerOf, leftOf } from './money-of';

/** Cancel what still stands; give money back while some of it is left. */
export function BookingActs({ booking }: { booking: WholeBooking }) {
  const stands = booking.status === 'pending' || booking.status === 'confirmed';
  const left = leftOf(ledgerOf(booking.timeline));
  if (!stands && left <= 0) return null;
  return (
    <>
      {stands && <CancelBooking booking={booking} />}
      {left > 0 && <Goodwill booking={booking} left={left} />}
    </>
  );
}
