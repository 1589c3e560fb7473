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

/** What happened to the booking, oldest first, by the clock of its place. */
export function Timeline({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const refunded = refundedOf(booking);
  const steps: Step[] = booking.history.map(({ at, status }) => ({
    key: `${at} ${status}`,
    title: t(`event.${status as BookingStatus}`, { defaultValue: status }),
    tone: TONE[status as BookingStatus],
    at,
  }));
  if (refunded) steps.push({ key: 'refunded', title: t('refunded', { amount: formatMoney(refunded) }), tone: 'good' });
  return <Steps steps={steps} timeZone={booking.listing.time_zone} />;
}
