import { ArrowRight, MapPin, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { ListingArt } from '@/components/ui/listing-art';
import { formatDay, formatNumber, formatTime, zoneName } from '@/lib/format';
import type { BookedLine, Booking } from '@/lib/types';

/** What is booked and where, how many of it and from when to when, by the clock of its place. */
export function TripSummary({ booking }: { booking?: Booking }) {
  const { t } = useTranslation('checkout');
  const listing = booking?.listing;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-4">
        <ListingArt
          kind={booking?.kind}
          id={listing?.id}
          type={listing?.vehicle_type}
          className="h-20 w-32 shrink-0 rounded-control max-sm:h-16 max-sm:w-24"
        />
        <div className="min-w-0">
          <p className="font-semibold text-xl">{listing ? listing.title : <Bone width="14rem" />}</p>
          <Where listing={listing} />
        </div>
      </div>
      {booking?.lines && <Places lines={booking.lines} />}
      {booking && !booking.starts_at ? (
        <p className="rounded-control bg-sunken p-4 font-semibold">{t('trip.undated')}</p>
      ) : (
        <Span booking={booking} />
      )}
    </div>
  );
}

function Where({ listing }: { listing?: Booking['listing'] }) {
  const place = listing && [listing.venue, listing.city, listing.state].filter(Boolean).join(', ');
  if (place === '') return null;
  return (
    <p className="flex items-center gap-1.5 text-ink-soft">
      <MapPin className="size-4 shrink-0" aria-hidden="true" />
      {place ?? <Bone width="8rem" />}
    </p>
  );
}

function Places({ lines }: { lines: BookedLine[] }) {
  const { t } = useTranslation('checkout');
  return (
    <ul aria-label={t('trip.places')} className="flex flex-col gap-2 rounded-control border border-line px-4 py-3">
      {lines.map(({ section_id, name, quantity }) => (
        <li key={section_id} className="flex items-center gap-3">
          <Ticket className="size-5 shrink-0 text-brand" aria-hidden="true" />
          <span className="figures font-semibold">{`${formatNumber(quantity)} ×`}</span>
          <span className="min-w-0">{name ?? t('trip.places')}</span>
        </li>
      ))}
    </ul>
  );
}

function Span({ booking }: { booking?: Booking }) {
  const { t } = useTranslation('checkout');
  const [kind, zone] = [booking?.kind ?? 'cars', booking?.listing.time_zone];
  return (
    <>
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 rounded-control bg-sunken p-4">
        <End name={t(`trip.from.${kind}`)} at={booking?.starts_at} zone={zone} />
        <ArrowRight className="size-5 text-ink-faint" aria-hidden="true" />
        <End name={t(`trip.to.${kind}`)} at={booking?.ends_at} zone={zone} />
      </div>
      <p className="text-ink-faint text-sm">
        {booking?.starts_at && zone ? (
          t('trip.zone', { zone: zoneName(booking.starts_at, zone) })
        ) : (
          <Bone width="12rem" />
        )}
      </p>
    </>
  );
}

function End({ name, at, zone }: { name: string; at?: string | null; zone?: string }) {
  return (
    <p className="flex min-w-0 flex-col">
      <span className="text-ink-faint text-sm">{name}</span>
      <span className="font-semibold">{at && zone ? formatDay(at, zone) : <Bone width="6rem" />}</span>
      <span className="figures text-ink-soft">{at && zone ? formatTime(at, zone) : <Bone width="4rem" />}</span>
    </p>
  );
}
