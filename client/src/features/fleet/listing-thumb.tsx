import { CalendarClock, Ticket } from 'lucide-react';
import { CarArt } from '@/components/ui/car-art';
import { isCar, isEvent, type OwnListing } from './types';

const BOX = 'h-11 w-16 shrink-0 overflow-hidden rounded-lg bg-sunken';

/** The first photo, or what stands in for one. Its name stands beside it, so readers pass it over. */
export function ListingThumb({ listing }: { listing: OwnListing }) {
  const [photo] = listing.photos;
  if (photo) {
    return (
      <img
        src={photo.small_url}
        alt=""
        width={photo.width}
        height={photo.height}
        loading="lazy"
        className={`${BOX} object-cover`}
      />
    );
  }
  if (isCar(listing)) return <CarArt id={listing.id} type={listing.vehicle_type} className={BOX} />;
  const Icon = isEvent(listing) ? Ticket : CalendarClock;
  return (
    <span className={`${BOX} grid place-items-center text-ink-faint`}>
      <Icon className="size-5" aria-hidden="true" />
    </span>
  );
}
