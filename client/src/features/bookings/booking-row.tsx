import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { StatusBadge } from '@/components/ui/status-badge';
import type { Booking } from '@/lib/types';
import { DateLeaf } from './date-leaf';

/** One booking of a list; without one, the same box. */
export function BookingRow({ booking }: { booking?: Booking }) {
  const listing = booking?.listing;
  return (
    <article className="group relative flex items-center gap-4 rounded-card border border-line bg-surface p-4 transition-shadow hover:shadow-card has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand">
      <DateLeaf at={booking?.starts_at} zone={listing?.time_zone} />
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
        <p className="text-ink-soft text-sm">
          {booking && listing ? (
            <>
              <Moment at={booking.starts_at} timeZone={listing.time_zone} /> –{' '}
              <Moment at={booking.ends_at} timeZone={listing.time_zone} zoned />
              <span className="text-ink-faint"> · {`${listing.city}, ${listing.state}`}</span>
            </>
          ) : (
            <Bone width="16rem" />
          )}
        </p>
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
