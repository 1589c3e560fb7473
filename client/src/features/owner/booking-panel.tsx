import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Resource } from '@/components/ui/resource';
import { useGetOwnerBookingQuery } from './api';
import { BookingSheet } from './booking-sheet';
import { CancelAct } from './cancel-act';
import { calm, LIVE } from './live';

type BookingPanelProps = { bookingId: string | null; onClose: () => void };

/** One booking beside the list or calendar it was opened from. */
export function BookingPanel({ bookingId, onClose }: BookingPanelProps) {
  const { t } = useTranslation('owner');
  const query = calm(useGetOwnerBookingQuery({ bookingId: bookingId ?? '' }, { ...LIVE, skip: !bookingId }));
  const booking = query.currentData;
  const open = booking?.links.cancel !== undefined;
  return (
    <LazySidePanel
      open={bookingId !== null}
      onClose={onClose}
      title={booking?.listing.title ?? t('bookings.one')}
      lead={booking && t('bookings.number', { id: booking.id })}
      acts={open && booking && <CancelAct booking={booking} />}
    >
      <Resource query={query} skeleton={<BookingSheet />}>
        {(found) => <BookingSheet booking={found} />}
      </Resource>
    </LazySidePanel>
  );
}
