import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { Spinner } from '@/components/ui/spinner';
import { PaymentReturn } from '@/features/checkout/payment-return';
import { TripSummary } from '@/features/checkout/trip-summary';
import { usePaymentTruth } from '@/features/checkout/use-payment-truth';
import { bookingSearchLink } from '../booking-links';
import { NotFound } from '../not-found';
import { Title } from '../title';

export default function CheckoutReturn() {
  const { t } = useTranslation('checkout');
  const { bookingId = '' } = useParams();
  const { query, ending } = usePaymentTruth(bookingId);
  return (
    <div className="page flex max-w-2xl flex-col gap-6 py-10 sm:py-14">
      <Title>{t(ending === 'confirmed' ? 'return.confirmedTitle' : 'return.tab')}</Title>
      <Resource
        // Polling is this page's work, not news: no line across the top every second.
        query={{ ...query, isFetching: query.isLoading }}
        skeleton={<Waiting />}
        failure={(problem) => (problem.status === 404 ? <NotFound what="booking" /> : undefined)}
      >
        {(booking) => (
          <div className="flex flex-col gap-6">
            {ending && <PaymentReturn booking={booking} ending={ending} searchLink={bookingSearchLink(booking)} />}
            <Card aria-label={t(`trip.title.${booking.kind}`)}>
              <TripSummary booking={booking} />
            </Card>
          </div>
        )}
      </Resource>
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-6">
      <div className="grid min-h-[22rem] place-items-center text-5xl text-brand">
        <Spinner />
      </div>
      <Card>
        <TripSummary />
      </Card>
    </div>
  );
}
