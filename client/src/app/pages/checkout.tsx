import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { PriceLines } from '@/components/ui/price-lines';
import { Resource } from '@/components/ui/resource';
import { CancelAct } from '@/features/bookings/cancel-act';
import { CancellationTerms } from '@/features/bookings/terms';
import { HoldClock } from '@/features/checkout/hold-clock';
import { LeaveGuard } from '@/features/checkout/leave-guard';
import { PayButton } from '@/features/checkout/pay-button';
import { TripSummary } from '@/features/checkout/trip-summary';
import { useGetBookingQuery, useReconcileBookingMutation } from '@/lib/api';
import { secondsUntil } from '@/lib/clock';
import type { Booking } from '@/lib/types';
import { NotFound } from '../not-found';
import { Title } from '../title';
import { HoldAgain } from './hold-again';

export default function Checkout() {
  const { t } = useTranslation('checkout');
  const { bookingId = '' } = useParams();
  const query = useGetBookingQuery({ bookingId }, { refetchOnFocus: true, refetchOnMountOrArgChange: true });
  return (
    <div className="page flex max-w-5xl flex-col gap-6 py-8 max-lg:pb-24 sm:py-10">
      <Title>{t('title')}</Title>
      <h1 className="font-semibold text-3xl">{t('title')}</h1>
      <Resource
        query={query}
        skeleton={<Sheet />}
        failure={(problem) => (problem.status === 404 ? <NotFound what="booking" /> : undefined)}
      >
        {(booking) => <Steps booking={booking} />}
      </Resource>
    </div>
  );
}

/** What the page shows depends on the booking alone; a deadline that passes on screen counts at once. */
function Steps({ booking }: { booking: Booking }) {
  const [reconcile] = useReconcileBookingMutation();
  const [endedId, setEndedId] = useState<string | null>(null);
  const over = endedId === booking.id || (booking.expires_at !== null && secondsUntil(booking.expires_at) === 0);
  const end = () => {
    setEndedId(booking.id);
    // The payment may have come in at the last moment: the server finds out, and the answer decides.
    void reconcile({ bookingId: booking.id });
  };
  if (booking.status === 'confirmed' || booking.status === 'completed')
    return <Navigate replace to={`/bookings/${booking.id}`} />;
  if (booking.status !== 'pending' || over) return <Sheet booking={booking} side={<HoldAgain booking={booking} />} />;
  return <LiveHold booking={booking} onEnd={end} />;
}

function LiveHold({ booking, onEnd }: { booking: Booking; onEnd: () => void }) {
  const armed = useRef(true);
  return (
    <>
      <LeaveGuard booking={booking} armed={armed} />
      <Sheet
        booking={booking}
        clock={<HoldClock booking={booking} onEnd={onEnd} />}
        side={
          <div className="flex flex-col gap-3">
            <PayButton
              booking={booking}
              onLeave={() => {
                armed.current = false;
              }}
            />
            <CancelAct booking={booking} tone="quiet" />
          </div>
        }
      />
    </>
  );
}

type SheetProps = { booking?: Booking; clock?: React.ReactNode; side?: React.ReactNode };

/** Summary on one side, sum and act on the other; without a booking, the same boxes. */
function Sheet({ booking, clock, side }: SheetProps) {
  const { t } = useTranslation(['checkout', 'bookings']);
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
      <div className="flex min-w-0 flex-col gap-6">
        {booking ? clock : <div className="h-[9.5rem] animate-pulse-late rounded-card bg-sunken" />}
        <Card aria-labelledby="trip" className="flex flex-col gap-4">
          <h2 id="trip" className="font-semibold text-ink-soft">
            {t(`trip.title.${booking?.kind ?? 'cars'}`)}
          </h2>
          <TripSummary booking={booking} />
        </Card>
        <Card aria-labelledby="terms" className="flex min-h-32 flex-col gap-4">
          <h2 id="terms" className="font-semibold text-xl">
            {t('bookings:terms.title')}
          </h2>
          {booking && <CancellationTerms booking={booking} />}
        </Card>
      </div>
      <Card aria-labelledby="sum" className="flex flex-col gap-5 shadow-card">
        <h2 id="sum" className="font-semibold text-xl">
          {t('sum.title')}
        </h2>
        <PriceLines quote={booking?.quote} />
        {booking ? side : <Bone width="100%" className="h-13" />}
      </Card>
    </div>
  );
}
