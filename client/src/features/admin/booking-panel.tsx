import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { PriceLines } from '@/components/ui/price-lines';
import { Resource } from '@/components/ui/resource';
import { useGetAnyBookingQuery } from './api';
import { BookingActs } from './booking-acts';
import { BookingFacts } from './booking-facts';
import { BookingLedger } from './booking-ledger';
import { BookingStory } from './booking-story';
import { Section } from './facts';
import { LOOKED_UP } from './live';
import { PanelBones } from './panel-bones';

// A refund is a task of seconds; while one is on its way, the panel looks again.
const REFUND_POLL_MS = 2000;

/** One booking with its money and everything that happened to it. */
export function BookingPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const first = useGetAnyBookingQuery({ bookingId: id ?? '' }, { ...LOOKED_UP, skip: !id });
  const booking = id ? first.currentData : undefined;
  useGetAnyBookingQuery(
    { bookingId: id ?? '' },
    {
      skip: booking?.payment_status !== 'refund_pending',
      pollingInterval: REFUND_POLL_MS,
      skipPollingIfUnfocused: true,
    },
  );
  const shown = booking?.payment_status === 'refund_pending' ? { ...first, isFetching: first.isLoading } : first;
  return (
    <LazySidePanel
      open={id !== null}
      onClose={onClose}
      title={booking?.listing.title ?? t('bookings.one')}
      lead={id && t('bookings.number', { id })}
      acts={booking && <BookingActs key={booking.id} booking={booking} />}
    >
      <Resource query={shown} className="flex flex-col gap-6" skeleton={<PanelBones lines={10} />}>
        {(found) => (
          <>
            <BookingFacts booking={found} />
            <Section title={t('bookings.price')}>
              <PriceLines quote={found.quote} />
            </Section>
            <BookingLedger booking={found} />
            <BookingStory booking={found} />
          </>
        )}
      </Resource>
    </LazySidePanel>
  );
}
