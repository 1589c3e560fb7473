import type { Car, Kind } from '@/lib/types';
import { cn } from './class-names';
import { ListingArt } from './listing-art';

type PictureProps = {
  kind: Kind;
  listing?: { id: string; photos: Car['photos'] };
  /** The large one of a page; lists have the small copy, and fetch it when it comes near. */
  large?: boolean;
  className?: string;
};

/** The first photo of a listing, or the drawing of one without, in the same box. */
export function ListingPicture({ kind, listing, large, className }: PictureProps) {
  const photo = listing?.photos[0];
  if (!photo) return <ListingArt kind={kind} id={listing?.id} className={className} />;
  return (
    <img
      src={large ? photo.url : photo.small_url}
      width={photo.width}
      height={photo.height}
      // Beside its title in a list it would only say the same again.
      alt={large ? photo.caption : ''}
      loading={large ? 'eager' : 'lazy'}
      decoding="async"
      className={cn('bg-sunken object-cover', className)}
    />
  );
}
