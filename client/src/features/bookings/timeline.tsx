import { useTranslation } from 'react-i18next';
import { type Step, Timeline as Steps } from '@/components/ui/timeline';
import { formatMoney } from '@/lib/format';
import type { Booking, BookingStatus } from '@/lib/types';
import { refundedOf } from './refunded';

const TONE: Record<BookingStatus, Step['tone']> = {
  pending: 'wait',
  confirmed: 'good',
  completed: 'brand',
  cancelled: 'plain',
  expired: 'plain',
};

// Changes that leave the status as it was, or tell more than it does.
const SAID = {
  paid: 1,
  confirmed_free: 1,
  reclaimed: 1,
  reduced: 1,
  goodwill: 1,
  refunded_elsewhere: 1,
  charged_back: 1,
};
type Said = keyof typeof SAID;

/** What happened to the booking, oldest first, by the clock of its place. */
export function Timeline({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const refunded = refundedOf(booking);
  const steps: Step[] = booking.history.map(({ at, status, trigger }) => ({
    key: `${at} ${trigger}`,
    title: t(trigger in SAID ? `trigger.${trigger as Said}` : `event.${status as BookingStatus}`, {
      defaultValue: status,
    }),
    tone: TONE[status as BookingStatus],
    at,
  }));
  if (booking.payment_status === 'refund_pending' && booking.refund) {
    const amount = formatMoney(booking.refund);
    steps.push({ key: 'refund', title: t('refundPending', { amount }), tone: 'wait' });
  }
  if (refunded) steps.push({ key: 'refunded', title: t('refunded', { amount: formatMoney(refunded) }), tone: 'good' });
  return <Steps steps={steps} timeZone={booking.listing.time_zone} />;
}
