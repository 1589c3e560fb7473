import { BatteryCharging, CarFront, Fuel, MapPin, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Fact } from '@/components/ui/fact';
import { Rating } from '@/components/ui/rating';
import type { Car } from '@/lib/types';
import { Gallery } from './gallery';

/** Picture, name and facts of a car; without one, the same box. */
export function CarHead({ car }: { car?: Car }) {
  const { t } = useTranslation(['cars', 'common']);
  return (
    <div className="flex flex-col gap-6">
      <Gallery key={car?.id} car={car} />
      <div>
        <h1 className="font-semibold text-3xl max-sm:min-h-[2lh] sm:text-4xl">
          {car ? car.title : <Bone width="18rem" />}
        </h1>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft max-sm:text-sm">
          {car ? (
            <>
              <Rating value={car.rating} />
              <span>{t('trips', { count: car.trips_taken })}</span>
              <span>{t('reviews', { count: car.review_count })}</span>
            </>
          ) : (
            <Bone width="14rem" />
          )}
        </p>
      </div>
      <Facts car={car} />
    </div>
  );
}

function Facts({ car }: { car?: Car }) {
  const { t } = useTranslation(['cars', 'common']);
  const fuel = car?.fuel ? t(`common:fuel.${car.fuel as 'electric'}`) : t('fuelUnknown');
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Fact Icon={MapPin} name={t('fact.place')}>
        {car && `${car.city}, ${car.state}`}
      </Fact>
      <Fact Icon={CarFront} name={t('fact.type')}>
        {car && t(`common:vehicle.${car.vehicle_type}`)}
      </Fact>
      <Fact Icon={car?.fuel === 'electric' ? BatteryCharging : Fuel} name={t('fact.fuel')}>
        {car && fuel}
      </Fact>
      <Fact Icon={UserRound} name={t('fact.owner')}>
        {car?.owner.name}
      </Fact>
    </ul>
  );
}
