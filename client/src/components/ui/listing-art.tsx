import type { Kind, VehicleType } from '@/lib/types';
import { CarArt } from './car-art';
import { EventArt } from './event-art';
import { SlotArt } from './slot-art';

type ArtProps = { kind?: Kind; id?: string; type?: VehicleType | null; className?: string };

/** The drawn picture of what is booked, whatever it is. */
export function ListingArt({ kind = 'cars', id, type, className }: ArtProps) {
  if (kind === 'events') return <EventArt id={id} className={className} />;
  if (kind === 'time_slots') return <SlotArt id={id} className={className} />;
  return <CarArt id={id} type={type ?? undefined} className={className} />;
}
