import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { StatusBadge } from '@/components/ui/status-badge';
import { formatPlaces } from '@/components/ui/wording';
import { formatCountdown } from '@/lib/format';
import type { Booking } from '@/lib/types';
import { DateLeaf } from './date-leaf';

/** One booking of a list; without one, the same box. */
export function BookingRow({ booking }: { booking?: Booking }) {
  const listing = booking?.listing;
  return (
    <article className="group relative flex items-center gap-4 rounded-card border border-line bg-surface p-4 transition-shadow hover:shadow-card has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand">
      <DateLeaf at={booking?.starts_at} zone={listing?.time_zone} undated={booking && !booking.starts_at} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-lg">
            {booking ? (
              <Link to={`/bookings/${booking.id}`} className="outline-none after:absolute after:inset-0">
                {listing?.title}
              </Link>
            ) : (
              <Bone width="11rem" />
            )}
          </h2>
          {booking ? <StatusBadge status={booking.status} /> : <Bone width="5rem" />}
        </div>
        <p className="text-ink-soft text-sm">{booking ? <When booking={booking} /> : <Bone width="16rem" />}</p>
        {booking?.lines && <p className="text-ink-soft text-sm">{formatPlaces(booking.lines)}</p>}
        {booking?.status === 'pending' && booking.expires_at && <TimeLeft id={booking.id} until={booking.expires_at} />}
        <p className="font-semibold sm:hidden">
          {booking ? <Money of={booking.quote.total} /> : <Bone width="4rem" />}
        </p>
      </div>
      <p className="hidden font-semibold sm:block">
        {booking ? <Money of={booking.quote.total} /> : <Bone width="4rem" />}
      </p>
      <ChevronRight
        className="size-5 shrink-0 text-ink-faint transition-transform group-hover:translate-x-0.5"
        aria-hidden="true"
      />
    </article>
  );
}

function When({ booking: { starts_at: from, ends_at: to, listing } }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const zone = listing.time_zone;
  const place = [listing.venue, listing.city, listing.state].filter(Boolean).join(', ');
  return (
    <>
      {from ? <Moment at={from} timeZone={zone} zoned={!to} /> : t('undated')}
      {from && to && (
        <>
          {' – '}
          <Moment at={to} timeZone={zone} zoned />
        </>
      )}
      {place && <span className="text-ink-faint"> · {place}</span>}
    </>
  );
}

/** A hold runs out while it is looked at; its payment is one press away. */
function TimeLeft({ id, until }: { id: string; until: string }) {
  const { t } = useTranslation('bookings');
  const left = useSecondsLeft(until);
  if (left === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-sm">
      <span className="figures font-semibold text-amber">{t('timeLeft', { time: formatCountdown(left) })}</span>
      {/* Above the link that covers the whole row. */}
      <Link
        to={`/checkout/${id}`}
        className="relative z-10 inline-flex min-h-9 items-center font-semibold text-brand underline underline-offset-4"
      >
        {t('toCheckout')}
      </Link>
    </p>
  );
}
