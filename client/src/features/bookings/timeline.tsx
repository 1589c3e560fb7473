import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { Moment } from '@/components/ui/moment';
import { formatMoney } from '@/lib/format';
import type { Booking, BookingStatus } from '@/lib/types';
import { refundedOf } from './refunded';

const DOT: Record<BookingStatus, string> = {
  pending: 'bg-amber-bright',
  confirmed: 'bg-good',
  completed: 'bg-brand',
  cancelled: 'bg-ink-faint',
  expired: 'bg-ink-faint',
};

/** What happened to the booking, oldest first, by the clock of its place. */
export function Timeline({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const refunded = refundedOf(booking);
  return (
    <ol className="flex flex-col">
      {booking.history.map((entry, index) => (
        <li key={`${entry.at} ${entry.status}`} className="relative flex gap-4 pb-6 last:pb-0">
          {(refunded || index < booking.history.length - 1) && (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[0.4375rem] w-0.5 bg-line" />
          )}
          <span
            aria-hidden="true"
            className={cn(
              'relative mt-1.5 size-4 shrink-0 rounded-full border-4 border-surface ring-2 ring-line',
              DOT[entry.status as BookingStatus],
            )}
          />
          <div>
            <p className="font-medium">{t(`event.${entry.status as BookingStatus}`, { defaultValue: entry.status })}</p>
            <p className="text-ink-faint text-sm">
              <Moment at={entry.at} timeZone={booking.listing.time_zone} zoned />
            </p>
          </div>
        </li>
      ))}
      {refunded && (
        <li className="relative flex gap-4">
          <span
            aria-hidden="true"
            className="relative mt-1.5 size-4 shrink-0 rounded-full border-4 border-surface bg-good ring-2 ring-line"
          />
          <p className="font-medium">{t('refunded', { amount: formatMoney(refunded) })}</p>
        </li>
      )}
    </ol>
  );
}
