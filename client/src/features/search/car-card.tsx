import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { CarPicture } from '@/components/ui/car-picture';
import { cn } from '@/components/ui/class-names';
import { Money } from '@/components/ui/money';
import { Rating } from '@/components/ui/rating';
import { formatMoney } from '@/lib/format';
import type { Car } from '@/lib/types';

type CardProps = {
  car?: Car;
  to?: string;
  /** In the first row, whose pictures are fetched at once. */
  first?: boolean;
  /** Its city is looked at on the map. */
  active?: boolean;
};

// One column on phones, two beside them and beside the map.
const SIZES = '(min-width: 64rem) 22rem, (min-width: 40rem) 46vw, 92vw';

/** One car of a list; without a car, the same box waiting for one. */
export function CarCard({ car, to = '', first, active }: CardProps) {
  const { t } = useTranslation('search');
  return (
    <article
      className={cn(
        'group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-[box-shadow,translate] duration-200 hover:-translate-y-0.5 hover:shadow-lift has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand',
        active && 'border-amber ring-1 ring-amber',
      )}
    >
      <CarPicture
        id={car?.id}
        type={car?.vehicle_type}
        photo={car?.photos[0]}
        sizes={SIZES}
        first={first}
        silent
        className="aspect-[8/5] w-full"
      />
      <div className="flex flex-1 flex-col gap-1 p-4">
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="min-w-0 truncate font-semibold text-lg">
            {car ? (
              <Link to={to} className="outline-none after:absolute after:inset-0">
                {car.title}
              </Link>
            ) : (
              <Bone width="10rem" />
            )}
          </h2>
          <span className="shrink-0 text-[0.9375rem]">
            {car ? <Rating value={car.rating} /> : <Bone width="2.5rem" />}
          </span>
        </div>
        <p className="truncate text-ink-soft text-sm">{car ? <Facts car={car} /> : <Bone width="12rem" />}</p>
        <div className="mt-3 flex items-baseline justify-between gap-3">
          <p className="font-semibold text-xl">
            {car ? <Money of={car.quote?.total ?? car.daily_rate} short /> : <Bone width="4.5rem" />}
          </p>
          <p className="text-ink-faint text-sm">
            {car ? (
              car.quote ? (
                t('card.totalAndRate', { rate: formatMoney(car.daily_rate, true) })
              ) : (
                t('card.perDay')
              )
            ) : (
              <Bone width="6rem" />
            )}
          </p>
        </div>
      </div>
    </article>
  );
}

function Facts({ car }: { car: Car }) {
  const { t } = useTranslation();
  const fuel = car.fuel ? t(`fuel.${car.fuel as 'electric'}`) : null;
  return [t(`vehicle.${car.vehicle_type}`), fuel, `${car.city}, ${car.state}`].filter(Boolean).join(' · ');
}
