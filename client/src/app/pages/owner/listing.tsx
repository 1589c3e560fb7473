import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Notice } from '@/components/ui/notice';
import { Resource } from '@/components/ui/resource';
import { useGetOwnQuery } from '@/features/fleet/api';
import { FormSkeleton } from '@/features/fleet/editor/form-skeleton';
import { ListingHead } from '@/features/fleet/editor/listing-head';
import { FLEET_KINDS, type FleetKind } from '@/features/fleet/types';
import { UnsavedScope } from '@/features/fleet/unsaved';
import type { ListingContext } from '@/features/fleet/use-listing';
import { NotFound } from '../../not-found';
import { Title } from '../../title';

/** One listing of an owner: its sections are pages of their own within this. */
export default function Listing() {
  const { kind, listingId = '' } = useParams();
  const known = FLEET_KINDS.find((one) => one === kind);
  return known ? <KnownListing key={listingId} kind={known} id={listingId} /> : <NotFound />;
}

function KnownListing({ kind, id }: { kind: FleetKind; id: string }) {
  const { t } = useTranslation('fleet');
  const { state } = useLocation();
  const query = useGetOwnQuery({ kind, id }, { refetchOnFocus: true, refetchOnMountOrArgChange: true });
  return (
    <Resource
      query={query}
      skeleton={
        <div className="flex flex-col gap-6">
          <ListingHead kind={kind} id={id} />
          <FormSkeleton />
        </div>
      }
      failure={(problem) =>
        problem.status === 404 ? (
          <Empty
            title={t('listing.gone')}
            act={<LinkButton to={`/owner/fleet/${kind}`}>{t('create.back')}</LinkButton>}
          />
        ) : undefined
      }
    >
      {(listing) => (
        <div className="flex flex-col gap-6">
          <Title>{listing.title}</Title>
          <ListingHead kind={kind} id={id} listing={listing} />
          {state?.made && (
            <Notice tone="good" role="status" title={t('listing.made')}>
              <p>{t('listing.madeText')}</p>
            </Notice>
          )}
          <UnsavedScope>
            <Outlet context={{ kind, listing } satisfies ListingContext} />
          </UnsavedScope>
        </div>
      )}
    </Resource>
  );
}
