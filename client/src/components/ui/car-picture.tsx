import type { Car, VehicleType } from '@/lib/types';
import { CarArt } from './car-art';
import { cn } from './class-names';

export type Photo = Car['photos'][number];

// The longer side of a photo's small copy, as the server makes it.
const SMALL_PX = 480;

/** How wide the small copy is. */
function smallWidth({ width, height }: Photo): number {
  return Math.round(width * Math.min(1, SMALL_PX / Math.max(width, height)));
}

type PhotoProps = {
  photo: Photo;
  /** How wide it is drawn, in the words of the `sizes` attribute. */
  sizes: string;
  /** What is seen first is fetched first; the rest when it comes near. */
  first?: boolean;
  /** Where its caption stands beside it, or the thing it shows is named already. */
  silent?: boolean;
  className?: string;
};

export function CarPhoto({ photo, sizes, first, silent, className }: PhotoProps) {
  return (
    <img
      src={photo.url}
      srcSet={`${photo.small_url} ${smallWidth(photo)}w, ${photo.url} ${photo.width}w`}
      sizes={sizes}
      width={photo.width}
      height={photo.height}
      alt={silent ? '' : photo.caption}
      loading={first ? 'eager' : 'lazy'}
      fetchPriority={first ? 'high' : 'auto'}
      decoding="async"
      className={cn('bg-sunken object-cover', className)}
    />
  );
}

type PictureProps = { id?: string; type?: VehicleType; photo?: Photo } & Omit<PhotoProps, 'photo'>;

/** A car's first photo; of a car without photos, or one that has not come yet, the drawing in the same box. */
export function CarPicture({ id, type, photo, className, ...rest }: PictureProps) {
  if (photo) return <CarPhoto {...rest} photo={photo} className={className} />;
  return <CarArt id={id} type={type} className={className} />;
}
