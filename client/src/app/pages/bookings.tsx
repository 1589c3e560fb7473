import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { Tabs } from '@/components/ui/tabs';
import { BookingRow } from '@/features/bookings/booking-row';
import { useListBookingsQuery } from '@/lib/api';
import type { Kind } from '@/lib/types';
import { Title } from '../title';

const TIMES = ['upcoming', 'past', 'all'] as const;
type When = (typeof TIMES)[number];
const KINDS: Kind[] = ['cars', 'time_slots', 'events'];
const PAGE_SIZE = 20;
const BONES = 4;
const FRESH = { refetchOnFocus: true, refetchOnMountOrArgChange: true } as const;

type Filter = { when: When; kind?: Kind; page?: number };

const linkTo = ({ when, kind, page = 1 }: Filter) => {
  const words = {
    ...(when !== 'upcoming' && { when }),
    ...(kind && { kind }),
    ...(page > 1 && { page: String(page) }),
  };
  const query = new URLSearchParams(words).toString();
  return query ? `/bookings?${query}` : '/bookings';
};

const asked = (when: When) => (when === 'all' ? undefined : when);

export default function Bookings() {
  const { t } = useTranslation('bookings');
  const [params] = useSearchParams();
  const when = TIMES.find((one) => one === params.get('when')) ?? 'upcoming';
  const kind = KINDS.find((one) => one === params.get('kind'));
  const page = Math.max(1, Number(params.get('page')) || 1);
  const query = useListBookingsQuery({ when: asked(when), kind, page, pageSize: PAGE_SIZE }, FRESH);
  const counts = useCounts(kind);
  const tabs = TIMES.map((one) => ({
    to: linkTo({ when: one, kind }),
    name: t(`when.${one}`),
    current: one === when,
    count: counts[one],
  }));
  return (
    <div className="page flex max-w-4xl flex-col gap-6 py-8 sm:py-10">
      <Title>{t('title')}</Title>
      <h1 className="font-semibold text-3xl">{t('title')}</h1>
      <Tabs label={t('when.label')} tabs={tabs} />
      <nav aria-label={t('kindFilter')} className="flex flex-wrap gap-2">
        <Chip to={linkTo({ when })} on={!kind} name={t('anyKind')} />
        {KINDS.map((one) => (
          <Chip key={one} to={linkTo({ when, kind: one })} on={kind === one} name={t(`kind.${one}`)} />
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
        empty={<Nothing when={when} kind={kind} />}
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
            <Pager page={list.page} pages={list.pages} linkTo={(number) => linkTo({ when, kind, page: number })} />
          </>
        )}
      </Resource>
    </div>
  );
}

/** How many there are behind each tab, by the server's own count: one row of each is the cheapest question. */
function useCounts(kind: Kind | undefined): Record<When, number | undefined> {
  const upcoming = useListBookingsQuery({ when: 'upcoming', kind, pageSize: 1 }, FRESH);
  const past = useListBookingsQuery({ when: 'past', kind, pageSize: 1 }, FRESH);
  const counts = { upcoming: upcoming.currentData?.total, past: past.currentData?.total };
  const all = counts.upcoming === undefined || counts.past === undefined ? undefined : counts.upcoming + counts.past;
  return { ...counts, all };
}

const OFFERS = { cars: '/cars', events: '/events', slots: '/slots' } as const;
const OFFERED: Record<Kind, keyof typeof OFFERS> = { cars: 'cars', events: 'events', time_slots: 'slots' };

function Nothing({ when, kind }: { when: When; kind?: Kind }) {
  const { t } = useTranslation('bookings');
  const offer = OFFERED[kind ?? 'cars'];
  return (
    <Empty
      title={t(kind ? 'empty.filtered' : `emptyOf.${when}`)}
      act={
        <>
          <LinkButton to={OFFERS[offer]}>{t(offer === 'cars' ? 'empty.act' : `empty.${offer}`)}</LinkButton>
          {when === 'upcoming' && (
            <LinkButton tone="plain" to={linkTo({ when: 'past', kind })}>
              {t('when.past')}
            </LinkButton>
          )}
        </>
      }
    >
      {t('empty.text')}
    </Empty>
  );
}

function Chip({ to, on, name }: { to: string; on: boolean; name: string }) {
  return (
    <Link
      to={to}
      aria-current={on ? 'true' : undefined}
      className={cn(
        'inline-flex min-h-10 items-center rounded-full border px-4 font-medium text-[0.9375rem]',
        on ? 'border-brand bg-brand-soft text-brand' : 'border-edge bg-surface hover:border-ink-soft',
      )}
    >
      {name}
    </Link>
  );
}
