import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import { useGetOwnerCalendarQuery } from '@/features/owner/api';
import { addressWith } from '@/features/owner/booking-filters';
import { BookingPanel } from '@/features/owner/booking-panel';
import { CalendarBoard } from '@/features/owner/calendar-board';
import { CalendarTools } from '@/features/owner/calendar-tools';
import { viewIn } from '@/features/owner/calendar-view';
import { calm, LIVE } from '@/features/owner/live';
import { Title } from '../../title';

export default function OwnerCalendar() {
  const { t } = useTranslation('owner');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const view = viewIn(params);
  const { range, kind, q, page, pageSize } = view;
  const query = useGetOwnerCalendarQuery({ ...range, kind, q, page, pageSize }, LIVE);
  const search = params.toString();
  const turnTo = useCallback(
    (booking: string) => {
      const address = addressWith(new URLSearchParams(search), { booking });
      navigate(address, { preventScrollReset: true });
    },
    [navigate, search],
  );
  return (
    <>
      <Title>{t('calendar.title')}</Title>
      <h1 className="font-semibold text-3xl">{t('calendar.title')}</h1>
      <CalendarTools view={view} />
      <Resource
        query={calm(query)}
        keepLast
        skeleton={<CalendarBoard view={view} onBooking={turnTo} />}
        isEmpty={(list) => list.items.length === 0}
        empty={q || kind ? <NoMatch /> : <NothingToShow />}
      >
        {(list) => (
          <>
            <CalendarBoard rows={list.items} view={view} onBooking={turnTo} />
            <Pager
              page={list.page}
              pages={list.pages}
              linkTo={(number) => addressWith(params, { page: String(number) })}
            />
          </>
        )}
      </Resource>
      <BookingPanel bookingId={params.get('booking')} onClose={() => turnTo('')} />
    </>
  );
}

function NoMatch() {
  const { t } = useTranslation('owner');
  return (
    <Empty
      title={t('calendar.noMatch')}
      act={
        <LinkButton to="/owner/calendar" tone="plain">
          {t('calendar.all')}
        </LinkButton>
      }
    />
  );
}

function NothingToShow() {
  const { t } = useTranslation('owner');
  return (
    <Empty title={t('calendar.none')} act={<LinkButton to="/owner/fleet">{t('toFleet')}</LinkButton>}>
      {t('calendar.noneText')}
    </Empty>
  );
}
