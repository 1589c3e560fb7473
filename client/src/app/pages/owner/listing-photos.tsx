import { PhotosSection } from '@/features/fleet/photos/photos-section';
import { useListing } from '@/features/fleet/use-listing';

export default function ListingPhotos() {
  const { listing } = useListing();
  return <PhotosSection listing={listing} />;
}
