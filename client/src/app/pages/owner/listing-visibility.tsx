import { VisibilitySection } from '@/features/fleet/editor/visibility-section';
import { useListing } from '@/features/fleet/use-listing';
import { api } from '@/lib/api';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';

export default function ListingVisibility() {
  const { kind, listing } = useListing();
  const { user } = useAppSelector(sessionOf);
  // The session may be older than the link of the mail, which may have been followed on a telephone.
  const { data } = api.useGetMeQuery(undefined, { refetchOnMountOrArgChange: true, refetchOnFocus: true });
  const verified = data?.email_verified ?? user?.email_verified ?? false;
  return (
    <div className="max-w-3xl">
      <VisibilitySection kind={kind} listing={listing} verified={verified} />
    </div>
  );
}
