import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { useGetCarAvailabilityQuery, useListCarsQuery } from '@/lib/api';
import { formatMoment } from '@/lib/format';
import type { Car, CarQuote } from '@/lib/types';
import { toWall } from '@/lib/zone';
import { nextFree } from './busy-days';
import type { CarWindow } from './car-window';

// How far ahead a next free window is looked for.
const LOOK_AHEAD_DAYS = 90;
const OFFERED = 3;

type TakenProps = {
  car: Car;
  quote: CarQuote;
  chosen: CarWindow;
  /** It was free while the page was open: somebody was faster. */
  meanwhile: boolean;
  onChange: (next: Partial<CarWindow>) => void;
};

/** The window is gone: said before the press, with what can be had instead. */
export function Taken({ car, quote, chosen, meanwhile, onChange }: TakenProps) {
  const { t } = useTranslation('cars');
  const to = new Date(Date.parse(quote.ends_at) + LOOK_AHEAD_DAYS * 86_400_000).toISOString();
  const { currentData } = useGetCarAvailabilityQuery({ carId: car.id, from: quote.starts_at, to });
  const free = currentData && nextFree(currentData, quote.starts_at, quote.ends_at);
  const zone = car.time_zone;
  return (
    <Notice tone="wait" role="status" title={t(meanwhile ? 'book.takenMeanwhile' : 'book.takenTitle')}>
      {free ? (
        <Button
          size="small"
          tone="plain"
          className="mt-1"
          onClick={() => onChange({ from: toWall(free.start, zone), to: toWall(free.end, zone) })}
        >
          {t('book.nextFree', { moment: formatMoment(new Date(free.start).toISOString(), zone) })}
        </Button>
      ) : (
        t('book.takenText')
      )}
      <LikeCars car={car} quote={quote} chosen={chosen} />
    </Notice>
  );
}

/** Cars of the same type in the same city that are free for the same window. */
function LikeCars({ car, quote, chosen }: Pick<TakenProps, 'car' | 'quote' | 'chosen'>) {
  const { t } = useTranslation('cars');
  const { currentData } = useListCarsQuery({
    city: car.city,
    state: car.state,
    vehicleType: car.vehicle_type,
    startsAt: quote.starts_at,
    endsAt: quote.ends_at,
    pageSize: OFFERED + 1,
  });
  const others = currentData?.items.filter(({ id }) => id !== car.id).slice(0, OFFERED) ?? [];
  if (others.length === 0) return null;
  const window = `from=${chosen.from}&to=${chosen.to}`;
  return (
    <section className="mt-3">
      <h3 className="font-medium text-ink">{t('book.likeCars')}</h3>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {others.map((other) => (
          <li key={other.id}>
            <Link
              to={`/cars/${other.id}?${window}`}
              className="flex min-h-11 items-center gap-3 rounded-control border border-edge bg-surface px-3 py-1.5 hover:border-brand"
            >
              <span className="min-w-0 flex-1 truncate font-medium text-ink">{other.title}</span>{' '}
              {other.quote && <Money of={other.quote.total} short className="text-ink" />}
              <ArrowRight className="size-4 shrink-0 text-brand" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
