import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { DownloadLink } from '@/components/desk/download-link';
import { Bone } from '@/components/ui/bone';
import { Button, LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { PriceLines } from '@/components/ui/price-lines';
import { Resource } from '@/components/ui/resource';
import { StatusBadge } from '@/components/ui/status-badge';
import { CancelAct } from '@/features/bookings/cancel-act';
import { Receipt } from '@/features/bookings/receipt';
import { refundedOf } from '@/features/bookings/refunded';
import { CancellationTerms } from '@/features/bookings/terms';
import { Timeline } from '@/features/bookings/timeline';
import { TripSummary } from '@/features/checkout/trip-summary';
import { useGetBookingQuery } from '@/lib/api';
import { sessionOf } from '@/lib/auth';
import { formatMoney } from '@/lib/format';
import type { Booking } from '@/lib/types';
import { useAppSelector } from '@/store/store';
import { bookingSearchLink, listingLink } from '../booking-links';
import { NotFound } from '../not-found';
import { Title } from '../title';

export default function BookingPage() {
  const { t } = useTranslation('bookings');
  const { bookingId = '' } = useParams();
  const query = useBookingQuery(bookingId);
  return (
    <div className="page flex max-w-5xl flex-col gap-4 py-6 sm:py-8">
      <Title>{query.currentData?.listing.title ?? t('one')}</Title>
      <Link
        to="/bookings"
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink print:hidden"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('title')}
      </Link>
      <Resource
        query={query}
        skeleton={<Sheet />}
        failure={(problem) => (problem.status === 404 ? <NotFound what="booking" /> : undefined)}
      >
        {(booking) => <Sheet booking={booking} />}
      </Resource>
    </div>
  );
}

const REFUND_POLL_MS = 2000;
// The refund is a task of seconds; longer than this it waits for the payment side, and a later visit shows it.
const REFUND_POLL_FOR_MS = 30_000;

/** The booking, asked for again for a while when a refund is on its way. */
function useBookingQuery(bookingId: string) {
  const [watching, setWatching] = useState(false);
  const query = useGetBookingQuery(
    { bookingId },
    { refetchOnFocus: true, refetchOnMountOrArgChange: true, pollingInterval: watching ? REFUND_POLL_MS : 0 },
  );
  const pending = query.currentData?.payment_status === 'refund_pending';
  useEffect(() => {
    setWatching(pending);
    if (!pending) return;
    const timer = setTimeout(() => setWatching(false), REFUND_POLL_FOR_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  // Watching is this page's work, not news: no line across the top every other second.
  return watching ? { ...query, isFetching: query.isLoading } : query;
}

function Sheet({ booking }: { booking?: Booking }) {
  const { t } = useTranslation(['bookings', 'checkout']);
  const { user } = useAppSelector(sessionOf);
  return (
    <div className="flex flex-col gap-6">
      {booking && user && <Receipt booking={booking} user={user} />}
      <div className="flex flex-col gap-3 print:hidden">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="font-semibold text-3xl">{booking ? booking.listing.title : <Bone width="16rem" />}</h1>
          {booking ? <StatusBadge status={booking.status} /> : <Bone width="6rem" />}
        </div>
        <p className="text-ink-faint text-sm">{booking ? t('number', { id: booking.id }) : <Bone width="14rem" />}</p>
      </div>
      {booking && <State booking={booking} />}
      <div className="grid gap-6 print:hidden lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-6">
          <Card aria-label={t(`checkout:trip.title.${booking?.kind ?? 'cars'}`)}>
            <TripSummary booking={booking} />
          </Card>
          <Card aria-labelledby="terms" className="flex min-h-32 flex-col gap-4">
            <h2 id="terms" className="font-semibold text-xl">
              {t('terms.title')}
            </h2>
            {booking && <CancellationTerms booking={booking} />}
          </Card>
          <Card aria-labelledby="timeline" className="flex min-h-40 flex-col gap-4">
            <h2 id="timeline" className="font-semibold text-xl">
              {t('timeline')}
            </h2>
            {booking && <Timeline booking={booking} />}
          </Card>
        </div>
        <Card aria-labelledby="price" className="flex flex-col gap-5">
          <h2 id="price" className="font-semibold text-xl">
            {t('price')}
          </h2>
          <PriceLines quote={booking?.quote} />
          {booking && <Refund booking={booking} />}
          {booking && (
            <p className="text-ink-soft text-sm">
              {booking.quote.total.amount === 0 ? t('free') : t(`payment.${booking.payment_status}`)}
            </p>
          )}
          {booking && <Acts booking={booking} />}
        </Card>
      </div>
    </div>
  );
}

function Refund({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const refunded = refundedOf(booking);
  const { remainder } = booking;
  return (
    <>
      {refunded && (
        <p role="status" className="flex items-baseline justify-between gap-4 font-semibold text-good">
          <span>{t('refundLine')}</span> <Money of={refunded} />
        </p>
      )}
      {remainder && (
        <p className="flex items-baseline justify-between gap-4 font-semibold">
          <span>{t('priceNow')}</span> <Money of={remainder.total} />
        </p>
      )}
    </>
  );
}

function State({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  if (booking.status === 'confirmed') {
    return (
      <Notice tone="good" title={t('state.confirmedTitle')} className="print:hidden">
        {t(`state.confirmedText.${booking.kind}`)}
      </Notice>
    );
  }
  if (booking.status === 'pending') {
    return (
      <Notice tone="wait" title={t('state.pendingTitle')} className="print:hidden">
        {t('state.pendingText')}
      </Notice>
    );
  }
  if (booking.status === 'cancelled') return <Cancelled booking={booking} />;
  return null;
}

/** Says how far the money is, and never that it is back before it is. */
function Cancelled({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { payment_status: money, refund } = booking;
  const amount = formatMoney(refund ?? booking.quote.total);
  if (money === 'refund_pending') {
    return (
      <Notice tone="wait" role="status" title={t('state.cancelledTitle')} className="print:hidden">
        {t('state.refundPending', { amount })}
      </Notice>
    );
  }
  const back = money === 'refunded' || money === 'partially_refunded';
  const said = back ? t('state.refunded', { amount }) : money === 'paid' ? t('state.keptAll') : t('payment.unpaid');
  return (
    <Notice tone={back ? 'good' : 'info'} role="status" title={t('state.cancelledTitle')} className="print:hidden">
      {said}
    </Notice>
  );
}

function Acts({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const open = booking.status === 'pending' || booking.status === 'confirmed';
  const stands = booking.status === 'confirmed' || booking.status === 'completed';
  return (
    <div className="flex flex-col gap-3 [&>div>button]:w-full">
      {booking.status === 'pending' && <LinkButton to={`/checkout/${booking.id}`}>{t('toCheckout')}</LinkButton>}
      {stands && booking.starts_at && (
        <DownloadLink url={`/api/v1/bookings/${booking.id}/calendar.ics`} name={`booking-${booking.id}.ics`}>
          {t('calendar')}
        </DownloadLink>
      )}
      {booking.payment_status !== 'unpaid' && (
        <Button tone="plain" onClick={() => window.print()}>
          <Printer className="size-4" aria-hidden="true" />
          {t('receipt.print')}
        </Button>
      )}
      {open ? <CancelAct booking={booking} /> : <LinkButton to={listingLink(booking)}>{t('again')}</LinkButton>}
      {!open && booking.kind === 'cars' && (
        <LinkButton tone="plain" to={bookingSearchLink(booking)}>
          {t('searchAgain.cars')}
        </LinkButton>
      )}
    </div>
  );
}
