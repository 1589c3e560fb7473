import { ArrowRight, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { CarArt } from '@/components/ui/car-art';
import { formatDay, formatTime, zoneName } from '@/lib/format';
import type { Booking } from '@/lib/types';

/** Which car, from when to when, by the clock of its place. */
export function TripSummary({ booking }: { booking?: Booking }) {
  const { t } = useTranslation('checkout');
  const listing = booking?.listing;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-4">
        <CarArt
          id={listing?.id}
          type={listing?.vehicle_type}
          className="h-20 w-32 shrink-0 rounded-control max-sm:h-16 max-sm:w-24"
        />
        <div className="min-w-0">
          <p className="font-semibold text-xl">{listing ? listing.title : <Bone width="14rem" />}</p>
          <p className="flex items-center gap-1.5 text-ink-soft">
            <MapPin className="size-4" aria-hidden="true" />
            {listing ? `${listing.city}, ${listing.state}` : <Bone width="8rem" />}
          </p>
        </div>
      </div>
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 rounded-control bg-sunken p-4">
        <End name={t('trip.pickup')} at={booking?.starts_at} zone={listing?.time_zone} />
        <ArrowRight className="size-5 text-ink-faint" aria-hidden="true" />
        <End name={t('trip.return')} at={booking?.ends_at} zone={listing?.time_zone} />
      </div>
      <p className="text-ink-faint text-sm">
        {booking && listing ? (
          t('trip.zone', { zone: zoneName(booking.starts_at, listing.time_zone) })
        ) : (
          <Bone width="12rem" />
        )}
      </p>
    </div>
  );
}

function End({ name, at, zone }: { name: string; at?: string; zone?: string }) {
  return (
    <p className="flex min-w-0 flex-col">
      <span className="text-ink-faint text-sm">{name}</span>
      <span className="font-semibold">{at && zone ? formatDay(at, zone) : <Bone width="6rem" />}</span>
      <span className="figures text-ink-soft">{at && zone ? formatTime(at, zone) : <Bone width="4rem" />}</span>
    </p>
  );
}
