import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PriceLines } from '@/components/ui/price-lines';
import { Resource } from '@/components/ui/resource';
import { CancelAct } from '@/features/bookings/cancel-act';
import { HoldClock } from '@/features/checkout/hold-clock';
import { LeaveGuard } from '@/features/checkout/leave-guard';
import { PayButton } from '@/features/checkout/pay-button';
import { TripSummary } from '@/features/checkout/trip-summary';
import { ConflictDialog } from '@/features/holds/conflict-dialog';
import { HoldButton } from '@/features/holds/hold-button';
import { HoldNotice } from '@/features/holds/hold-notice';
import { usePlaceHold } from '@/features/holds/use-place-hold';
import { useGetBookingQuery, useGetCarQuoteQuery, useReconcileBookingMutation } from '@/lib/api';
import { secondsUntil } from '@/lib/clock';
import type { Booking } from '@/lib/types';
import type { Draft } from '@/store/draft';
import { bookingSearchLink } from '../booking-links';
import { NotFound } from '../not-found';
import { Title } from '../title';

export default function Checkout() {
  const { t } = useTranslation('checkout');
  const { bookingId = '' } = useParams();
  const query = useGetBookingQuery({ bookingId }, { refetchOnFocus: true, refetchOnMountOrArgChange: true });
  return (
    <div className="page flex max-w-5xl flex-col gap-6 py-8 sm:py-10">
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
      <LeaveGuard bookingId={booking.id} armed={armed} />
      <Sheet
        booking={booking}
        clock={
          <HoldClock
            expiresAt={booking.expires_at ?? booking.server_time}
            placedAt={booking.created_at}
            title={booking.listing.title}
            timeZone={booking.listing.time_zone}
            onEnd={onEnd}
          />
        }
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
  const { t } = useTranslation('checkout');
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
      <div className="flex min-w-0 flex-col gap-6">
        {booking ? clock : <div className="h-[9.5rem] animate-pulse-late rounded-card bg-sunken" />}
        <Card aria-labelledby="trip" className="flex flex-col gap-4">
          <h2 id="trip" className="font-semibold text-ink-soft">
            {t('trip.title')}
          </h2>
          <TripSummary booking={booking} />
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

const EXTRA = 'extra:';

/** The same wish again; the total is left out, because prices may have changed since. */
function sameAgain(booking: Booking): Draft {
  const extras = booking.quote.lines
    .filter((line) => line.code.startsWith(EXTRA))
    .map((line) => line.code.slice(EXTRA.length));
  return {
    carId: booking.listing.id,
    startsAt: booking.starts_at,
    endsAt: booking.ends_at,
    extras,
    title: booking.listing.title,
    timeZone: booking.listing.time_zone,
    total: null,
  };
}

/** The hold has ended: says whether the car is still free, and holds it again with one button. */
function HoldAgain({ booking }: { booking: Booking }) {
  const { t } = useTranslation('checkout');
  const { state, place, reset } = usePlaceHold();
  const [wanted, setWanted] = useState(() => sameAgain(booking));
  const anchor = useRef<HTMLDivElement>(null);
  const { carId, startsAt, endsAt, extras } = wanted;
  const { currentData: quote, isFetching } = useGetCarQuoteQuery(
    { carId, startsAt, endsAt, extras },
    { refetchOnMountOrArgChange: true },
  );
  const free = quote?.available;
  const take = (draft: Draft) => {
    setWanted(draft);
    void place(draft);
  };
  const search = bookingSearchLink(booking);
  return (
    <div ref={anchor} tabIndex={-1} className="flex flex-col gap-4">
      <div role="status">
        <p className="font-semibold text-lg">{t(booking.status === 'cancelled' ? 'again.released' : 'again.title')}</p>
        <p className="text-ink-soft">
          {isFetching
            ? t('again.looking')
            : free
              ? t('again.free', { title: booking.listing.title })
              : t('again.gone', { title: booking.listing.title })}
        </p>
      </div>
      <HoldNotice state={state} timeZone={booking.listing.time_zone} onAgain={() => take(wanted)} onReset={reset} />
      {free !== false && (
        <HoldButton state={state} minutes={quote?.policy.hold_minutes ?? 10} off={!free} onPress={() => take(wanted)} />
      )}
      {free === false && <LinkButton to={search}>{t('again.search')}</LinkButton>}
      <ConflictDialog
        state={state}
        wanted={wanted}
        searchLink={search}
        onTake={take}
        onClose={reset}
        returnFocus={anchor}
      />
    </div>
  );
}
