import { CalendarClock, KeyRound, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Resource } from '@/components/ui/resource';
import { type Agenda, agendaOf, aroundToday } from '@/features/owner/agenda';
import { AgendaCard } from '@/features/owner/agenda-card';
import {
  useGetOwnerEarningsQuery,
  useGetOwnerUpcomingQuery,
  useListOwnerBookingsQuery,
  useListWholeAgendaQuery,
} from '@/features/owner/api';
import { BookingPanel } from '@/features/owner/booking-panel';
import { EarnedLately } from '@/features/owner/earned-lately';
import { HoldsNow } from '@/features/owner/holds-now';
import { calm, LIVE, useStillRows } from '@/features/owner/live';
import { NewsButton } from '@/features/owner/news-button';
import { lastDays, nextDays } from '@/features/owner/ranges';
import { ToCome } from '@/features/owner/to-come';
import { ToDos } from '@/features/owner/to-dos';
import type { BookingsAsked } from '@/features/owner/types';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../../title';

const DAYS = 30;
const HOLDS: BookingsAsked = { status: 'pending', pageSize: 10 };
const NOTHING: Agenda = { today: [], tomorrow: [] };

const linkTo = ({ id }: { id: string }) => `/owner?booking=${id}`;

export default function OwnerToday() {
  const { t } = useTranslation('owner');
  const { user } = useAppSelector(sessionOf);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  return (
    <>
      <Title>{t('today.title')}</Title>
      <h1 className="font-semibold text-3xl">{t('today.title')}</h1>
      <Figures />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
        <ComingAndGoing />
        <div className="flex min-w-0 flex-col gap-6">
          <Holds />
          <ToDos emailVerified={user?.email_verified ?? true} />
        </div>
      </div>
      <BookingPanel
        bookingId={params.get('booking')}
        onClose={() => navigate('/owner', { preventScrollReset: true })}
      />
    </>
  );
}

function Figures() {
  const [lately] = useState(() => lastDays(DAYS));
  const [soon] = useState(() => nextDays(DAYS));
  const earned = calm(useGetOwnerEarningsQuery({ ...lately, groupBy: 'day' }, LIVE));
  const coming = calm(useGetOwnerUpcomingQuery({ ...soon, groupBy: 'listing' }, LIVE));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Resource query={earned} skeleton={<EarnedLately />} className="grid">
        {(report) => <EarnedLately report={report} />}
      </Resource>
      <Resource query={coming} skeleton={<ToCome />} className="grid">
        {(report) => <ToCome report={report} />}
      </Resource>
    </div>
  );
}

function ComingAndGoing() {
  const { t } = useTranslation('owner');
  const [asked] = useState(aroundToday);
  const starting = calm(useListWholeAgendaQuery(asked.starting, LIVE));
  const returning = calm(useListWholeAgendaQuery(asked.returning, LIVE));
  const starts = useStillRows(starting.currentData, 'starts');
  const ends = useStillRows(returning.currentData, 'ends');
  const cars = starts.shown?.filter(({ kind }) => kind === 'cars') ?? [];
  const others = agendaOf(starts.shown?.filter(({ kind }) => kind !== 'cars') ?? [], 'starts_at');
  const pickups = { title: t('today.pickups'), icon: <KeyRound aria-hidden="true" />, none: t('today.noPickups') };
  const returns = { title: t('today.returns'), icon: <Undo2 aria-hidden="true" />, none: t('today.noReturns') };
  const showAll = () => {
    starts.show();
    ends.show();
  };
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <NewsButton news={starts.news + ends.news} onShow={showAll} />
      <Resource query={starting} skeleton={<AgendaCard {...pickups} linkTo={linkTo} />}>
        {() => <AgendaCard {...pickups} agenda={agendaOf(cars, 'starts_at')} linkTo={linkTo} />}
      </Resource>
      <Resource query={returning} skeleton={<AgendaCard {...returns} linkTo={linkTo} />}>
        {() => (
          <AgendaCard {...returns} agenda={ends.shown ? agendaOf(ends.shown, 'ends_at') : NOTHING} linkTo={linkTo} />
        )}
      </Resource>
      {others.today.length + others.tomorrow.length > 0 && (
        <AgendaCard
          title={t('today.others')}
          icon={<CalendarClock aria-hidden="true" />}
          agenda={others}
          none={t('today.noOthers')}
          linkTo={linkTo}
        />
      )}
    </div>
  );
}

function Holds() {
  const query = calm(useListOwnerBookingsQuery(HOLDS, LIVE));
  const { shown, news, show } = useStillRows(query.currentData?.items, 'holds');
  return (
    <div className="flex flex-col gap-3">
      <NewsButton news={news} onShow={show} />
      <Resource query={query} skeleton={<HoldsNow linkTo={linkTo} />}>
        {(list) => <HoldsNow holds={shown ?? list.items} total={list.total} linkTo={linkTo} />}
      </Resource>
    </div>
  );
}
