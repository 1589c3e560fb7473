import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { ClientsOnly } from '@/components/ui/clients-only';
import { Money } from '@/components/ui/money';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { AvailabilityCard } from '@/features/cars/availability-card';
import { BookBox } from '@/features/cars/book-box';
import { CarHead } from '@/features/cars/car-head';
import { intentFor, useCarWindow } from '@/features/cars/car-window';
import { Terms } from '@/features/cars/terms';
import { Holding as HoldingBar } from '@/features/holds/holding';
import { readSearch, searchLink } from '@/features/search/search-state';
import { useGetCarQuery } from '@/lib/api';
import { isClient, sessionOf } from '@/lib/auth';
import { asProblem } from '@/lib/problem';
import type { Car, CarQuote } from '@/lib/types';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Draft } from '@/store/draft';
import { useAppSelector } from '@/store/store';
import { NotFound } from '../not-found';
import { Title } from '../title';

type Chosen = ReturnType<typeof useCarWindow>[0];

/** Like cars around this one, by the words and the fuel that were searched for. */
function useNearbyLink(car: Car | undefined, { from, to }: Chosen): string {
  const [params] = useSearchParams();
  if (!car) return '/cars';
  const { words, fuel } = readSearch(params);
  const where = { city: car.city, state: car.state, zone: car.time_zone };
  return searchLink({ where, from, to, type: car.vehicle_type, words, fuel });
}

export default function CarPage() {
  const { t } = useTranslation('cars');
  const { carId = '' } = useParams();
  const query = useGetCarQuery({ carId });
  const car = query.currentData;
  const [chosen, change] = useCarWindow(car?.time_zone ?? BROWSER_ZONE);
  const nearby = useNearbyLink(car, chosen);
  const books = useAppSelector(isClient);
  const mayBook = useAppSelector(sessionOf).status !== 'member' || books;
  const problem = query.error && !car && !query.isFetching ? asProblem(query.error) : null;

  if (problem?.status === 404) return <NotFound what="car" />;
  if (problem) return <div className="page py-10">{<ProblemPanel problem={problem} onRetry={query.refetch} />}</div>;
  return (
    <div className="page flex flex-col gap-4 py-6 sm:py-8" aria-busy={!car}>
      <Title>{car?.title ?? t('tab')}</Title>
      <Link
        to={nearby}
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('back')}
      </Link>
      <div className="grid grid-cols-1 gap-8 max-lg:pb-24 lg:grid-cols-[minmax(0,1fr)_25rem] lg:items-start">
        <CarHead car={car} />
        <aside className="min-w-0 lg:sticky lg:top-20 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <BookBox
            car={car}
            chosen={chosen}
            onChange={change}
            act={(quote) => (mayBook ? <Holding car={car} chosen={chosen} quote={quote} /> : <ClientsOnly />)}
          />
        </aside>
        <AvailabilityCard key={car?.id} car={car} chosen={chosen} onChange={change} />
        <Terms car={car} from={chosen.from} />
      </div>
    </div>
  );
}

function Holding({ car, chosen, quote }: { car?: Car; chosen: Chosen; quote?: CarQuote }) {
  const { t } = useTranslation('holds');
  const nearby = useNearbyLink(car, chosen);
  const draft: Draft | null =
    car && quote?.available
      ? { ...intentFor(car, chosen), title: car.title, timeZone: car.time_zone, total: quote.total }
      : null;
  return (
    <HoldingBar
      kind="cars"
      ready={car !== undefined}
      draft={draft}
      label={t('act', { count: car?.policy.hold_minutes ?? 10 })}
      sum={quote ? <Money of={quote.total} /> : null}
      note={quote && !quote.available ? t('taken') : undefined}
      timeZone={car?.time_zone}
      searchLink={nearby}
    />
  );
}
