import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { BookingRow } from '@/features/bookings/booking-row';
import { useListBookingsQuery } from '@/lib/api';
import type { BookingStatus, Kind } from '@/lib/types';
import { Title } from '../title';

const STATUSES: BookingStatus[] = ['pending', 'confirmed', 'completed', 'cancelled', 'expired'];
const KINDS: Kind[] = ['cars', 'time_slots', 'events'];
const PAGE_SIZE = 20;
const BONES = 4;

type Filter = { status?: BookingStatus; kind?: Kind; page?: number };

const linkTo = ({ status, kind, page = 1 }: Filter) => {
  const words = { ...(kind && { kind }), ...(status && { status }), ...(page > 1 && { page: String(page) }) };
  const query = new URLSearchParams(words).toString();
  return query ? `/bookings?${query}` : '/bookings';
};

export default function Bookings() {
  const { t } = useTranslation(['bookings', 'common']);
  const [params] = useSearchParams();
  const status = STATUSES.find((one) => one === params.get('status'));
  const kind = KINDS.find((one) => one === params.get('kind'));
  const page = Math.max(1, Number(params.get('page')) || 1);
  const query = useListBookingsQuery(
    { kind, status, page, pageSize: PAGE_SIZE },
    { refetchOnFocus: true, refetchOnMountOrArgChange: true },
  );
  return (
    <div className="page flex max-w-4xl flex-col gap-6 py-8 sm:py-10">
      <Title>{t('title')}</Title>
      <h1 className="font-semibold text-3xl">{t('title')}</h1>
      <nav aria-label={t('filter')} className="flex flex-wrap gap-2">
        <Tab to={linkTo({ kind })} on={!status} name={t('all')} />
        {STATUSES.map((one) => (
          <Tab key={one} to={linkTo({ kind, status: one })} on={status === one} name={t(`common:status.${one}`)} />
        ))}
      </nav>
      <nav aria-label={t('kindFilter')} className="-mt-3 flex flex-wrap gap-2">
        <Tab to={linkTo({ status })} on={!kind} name={t('anyKind')} />
        {KINDS.map((one) => (
          <Tab key={one} to={linkTo({ status, kind: one })} on={kind === one} name={t(`kind.${one}`)} />
        ))}
      </nav>
      <Resource
        query={query}
        keepLast
        skeleton={
          <div className="flex flex-col gap-3">
            <Repeat times={BONES}>
              <BookingRow />
            </Repeat>
          </div>
        }
        isEmpty={(list) => list.items.length === 0}
        empty={
          <Empty
            title={t(status || kind ? 'empty.filtered' : 'empty.title')}
            act={
              <>
                <LinkButton to="/cars">{t('empty.act')}</LinkButton>
                <LinkButton to="/slots" tone="plain">
                  {t('empty.slots')}
                </LinkButton>
                <LinkButton to="/events" tone="plain">
                  {t('empty.events')}
                </LinkButton>
              </>
            }
          >
            {t('empty.text')}
          </Empty>
        }
      >
        {(list) => (
          <>
            <ul className="flex flex-col gap-3">
              {list.items.map((booking) => (
                <li key={booking.id}>
                  <BookingRow booking={booking} />
                </li>
              ))}
            </ul>
            <Pager page={list.page} pages={list.pages} linkTo={(number) => linkTo({ status, kind, page: number })} />
          </>
        )}
      </Resource>
    </div>
  );
}

function Tab({ to, on, name }: { to: string; on: boolean; name: string }) {
  return (
    <Link
      to={to}
      aria-current={on ? 'page' : undefined}
      className={cn(
        'inline-flex min-h-10 items-center rounded-full border px-4 font-medium text-[0.9375rem]',
        on ? 'border-brand bg-brand text-on-brand' : 'border-edge bg-surface hover:border-ink-soft',
      )}
    >
      {name}
    </Link>
  );
}
