import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import { useListOwnerBookingsQuery } from '@/features/owner/api';
import { BookingFilterRow } from '@/features/owner/booking-filter-row';
import { addressWith, bookingsAsked } from '@/features/owner/booking-filters';
import { BookingPanel } from '@/features/owner/booking-panel';
import { BookingsTable } from '@/features/owner/bookings-table';
import { calm, LIVE, useStillRows } from '@/features/owner/live';
import { NewsButton } from '@/features/owner/news-button';
import { Title } from '../../title';

export default function OwnerBookings() {
  const { t } = useTranslation('owner');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const asked = bookingsAsked(params);
  const query = useListOwnerBookingsQuery(asked, LIVE);
  const { shown, news, show } = useStillRows(query.currentData?.items, JSON.stringify(asked));
  const open = params.get('booking');
  const turnTo = (bookingId: string) =>
    navigate(addressWith(params, { booking: bookingId }), { preventScrollReset: true });
  const narrowed = ['q', 'status', 'kind', 'listing', 'from', 'to'].some((name) => params.get(name));
  const { listing } = asked;
  const title = query.currentData?.items.find((one) => one.listing.id === listing)?.listing.title;
  return (
    <>
      <Title>{t('bookings.title')}</Title>
      <h1 className="font-semibold text-3xl">{t('bookings.title')}</h1>
      <BookingFilterRow only={listing ? { id: listing, title: title ?? t('bookings.oneListing') } : undefined} />
      <Resource
        query={calm(query)}
        keepLast
        skeleton={<BookingsTable />}
        isEmpty={(list) => list.items.length === 0 && !shown?.length}
        empty={narrowed ? <NoMatch /> : <NoneYet />}
      >
        {(list) => (
          <div className="flex flex-col gap-3">
            <NewsButton news={news} onShow={show} />
            <BookingsTable bookings={shown ?? list.items} onOpen={({ id }) => turnTo(id)} openKey={open} />
            <Pager
              page={list.page}
              pages={list.pages}
              linkTo={(page) => addressWith(params, { page: String(page), booking: '' })}
            />
          </div>
        )}
      </Resource>
      <BookingPanel bookingId={open} onClose={() => turnTo('')} />
    </>
  );
}

function NoMatch() {
  const { t } = useTranslation('owner');
  return (
    <Empty
      title={t('bookings.noMatch')}
      act={
        <LinkButton to="/owner/bookings" tone="plain">
          {t('bookings.all')}
        </LinkButton>
      }
    >
      {t('bookings.noMatchText')}
    </Empty>
  );
}

function NoneYet() {
  const { t } = useTranslation('owner');
  return (
    <Empty title={t('bookings.none')} act={<LinkButton to="/owner/fleet">{t('toFleet')}</LinkButton>}>
      {t('bookings.noneText')}
    </Empty>
  );
}
