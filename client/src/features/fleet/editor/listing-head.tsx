import { ArrowLeft, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { placeOf } from '../columns';
import { ListingThumb } from '../listing-thumb';
import type { FleetKind, OwnListing } from '../types';
import { VisibilityBadge } from '../visibility-badge';

/** Which listing this is, how it stands, and its sections. Without `listing` it keeps the place of one. */
export function ListingHead({ kind, id, listing }: { kind: FleetKind; id: string; listing?: OwnListing }) {
  const { t } = useTranslation('fleet');
  return (
    <div className="flex flex-col gap-4">
      <Link
        to={`/owner/fleet/${kind}`}
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('create.back')}
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {listing ? <ListingThumb listing={listing} /> : <span className="h-11 w-16 rounded-lg bg-sunken" />}
        <div className="mr-auto min-w-0">
          <h1 className="font-semibold text-2xl sm:text-3xl">{listing ? listing.title : <Bone width="16rem" />}</h1>
          <p className="text-ink-soft">{listing ? placeOf(listing) || t('nowhere') : <Bone width="8rem" />}</p>
        </div>
        {listing && <VisibilityBadge of={listing.visibility} />}
        {listing && <ListingLinks kind={kind} listing={listing} />}
      </div>
      <Tabs label={t('section.label')} tabs={useSections(kind, id)} />
    </div>
  );
}

const PUBLIC = { cars: '/cars', events: '/events', 'time-slots': '/slots' };

/** Where else it is seen: what is booked of it, its days, and its public page. */
function ListingLinks({ kind, listing }: { kind: FleetKind; listing: OwnListing }) {
  const { t } = useTranslation('fleet');
  const { id, title } = listing;
  return (
    <nav aria-label={t('listing.also')} className="flex flex-wrap gap-x-5">
      <HeadLink to={`/owner/bookings?listing=${id}`}>{t('listing.bookings')}</HeadLink>
      {kind !== 'events' && (
        <HeadLink to={`/owner/calendar?${new URLSearchParams({ q: title })}`}>{t('listing.calendar')}</HeadLink>
      )}
      {isSeen(listing) && (
        <HeadLink to={`${PUBLIC[kind]}/${id}`}>
          <ExternalLink className="size-4" aria-hidden="true" />
          {t('listing.seen')}
        </HeadLink>
      )}
    </nav>
  );
}

function HeadLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-11 items-center gap-2 font-medium text-brand underline underline-offset-4"
    >
      {children}
    </Link>
  );
}

const isSeen = ({ visibility }: OwnListing) => visibility === 'published' || visibility === 'unlisted';

function useSections(kind: FleetKind, id: string): Tab[] {
  const { t } = useTranslation('fleet');
  const root = `/owner/fleet/${kind}/${id}`;
  return [
    { to: root, name: t('section.basics'), end: true },
    ...(kind === 'time-slots' ? [{ to: `${root}/times`, name: t('section.times') }] : []),
    { to: `${root}/price`, name: t(kind === 'events' ? 'section.priceEvents' : 'section.price') },
    { to: `${root}/policy`, name: t('section.policy') },
    { to: `${root}/photos`, name: t('section.photos') },
    { to: `${root}/visibility`, name: t('section.visibility') },
  ];
}
