import { skipToken } from '@reduxjs/toolkit/query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { useMedia } from '@/components/ui/use-media';
import { useGetCarAvailabilityQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { zoneName } from '@/lib/format';
import type { Car } from '@/lib/types';
import { addDays, BROWSER_ZONE, dayOf, dayToDate, splitWall, toInstant, toWall } from '@/lib/zone';
import { type CarWindow, LIVE } from './car-window';

// Its library is as large as the rest of the page, which is read first; the days themselves are on their way meanwhile.
const AvailabilityCalendar = lazy(() =>
  import('./availability-calendar').then((module) => ({ default: module.AvailabilityCalendar })),
);

const WIDE = '(min-width: 40rem)';

const firstOfMonth = (day: string) => `${day.slice(0, 8)}01`;
// Two months on screen and the overhang of the last one.
const DAYS_ASKED = 70;

/** The month to start with: the pick-up's, as far as it can be booked. */
function firstShown(chosen: CarWindow, car: Car | undefined): Date {
  const today = splitWall(toWall(serverNow(), car?.time_zone ?? BROWSER_ZONE)).day;
  const last = addDays(today, car?.policy.horizon_days ?? 0);
  const day = splitWall(chosen.from).day;
  return dayToDate(firstOfMonth(day < today ? today : day > last ? last : day));
}

/** The span around the shown month, never before now: that is all a visitor can book. */
function askedSpan(month: Date, zone: string): { from: string; to: string } {
  const today = splitWall(toWall(serverNow(), zone)).day;
  const shown = dayOf(month);
  const from = shown > today ? shown : today;
  return { from: toInstant(`${from}T00:00`, zone), to: toInstant(`${addDays(shown, DAYS_ASKED)}T00:00`, zone) };
}

const BONE = <div className="h-[28rem] animate-pulse-late rounded-control bg-sunken sm:h-[27.5rem]" />;

type CardProps = { car?: Car; chosen: CarWindow; onChange: (next: Partial<CarWindow>) => void };

export function AvailabilityCard({ car, chosen, onChange }: CardProps) {
  const { t } = useTranslation('cars');
  const months = useMedia(WIDE) ? 2 : 1;
  const [month, setMonth] = useState(() => firstShown(chosen, car));
  const query = useGetCarAvailabilityQuery(
    car ? { carId: car.id, ...askedSpan(month, car.time_zone) } : skipToken,
    LIVE,
  );
  return (
    <Card aria-labelledby="availability" className="flex flex-col gap-4">
      <div>
        <h2 id="availability" className="font-semibold text-xl">
          {t('calendar.title')}
        </h2>
        <p className="text-ink-soft text-sm">
          {car ? t('calendar.zone', { zone: zoneName(toInstant(chosen.from, car.time_zone), car.time_zone) }) : ' '}
        </p>
      </div>
      <Suspense fallback={BONE}>
        <Resource query={query} keepLast skeleton={BONE}>
          {(availability) =>
            car && (
              <AvailabilityCalendar
                car={car}
                availability={availability}
                chosen={chosen}
                onChange={onChange}
                month={month}
                onMonth={setMonth}
                months={months}
              />
            )
          }
        </Resource>
      </Suspense>
    </Card>
  );
}
