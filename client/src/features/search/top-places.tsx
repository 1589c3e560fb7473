import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { useListPlacesQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import type { Place } from '@/lib/types';
import { comingWeekend, splitWall, toWall } from '@/lib/zone';
import { toWhere } from './place-lookup';
import { searchLink } from './search-state';

const SHOWN = 8;
const GRID = 'grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4';

/** The cities with most cars, each a search for the coming weekend. */
export function TopPlaces() {
  const { t } = useTranslation('search');
  const query = useListPlacesQuery({});
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="mb-6 font-semibold text-2xl sm:text-3xl">
        {t('places.title')}
      </h2>
      <Resource
        query={query}
        skeleton={
          <ul className={GRID}>
            <Repeat times={SHOWN}>
              <PlaceTile />
            </Repeat>
          </ul>
        }
      >
        {(places) => (
          <ul className={GRID}>
            {places.slice(0, SHOWN).map((place) => (
              <PlaceTile key={`${place.city} ${place.state}`} place={place} />
            ))}
          </ul>
        )}
      </Resource>
    </section>
  );
}

function PlaceTile({ place }: { place?: Place }) {
  const { t } = useTranslation('search');
  return (
    <li className="group relative flex flex-col gap-0.5 rounded-card border border-line bg-surface p-4 transition-[box-shadow,translate] hover:-translate-y-0.5 hover:shadow-lift has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand sm:p-5">
      <span className="font-semibold text-lg">
        {place ? (
          <Link to={linkTo(place)} className="outline-none after:absolute after:inset-0">
            {place.city}
          </Link>
        ) : (
          <Bone width="6rem" />
        )}
      </span>
      <span className="text-ink-soft text-sm">
        {place ? `${place.state} · ${t('form.carCount', { count: place.cars })}` : <Bone width="4rem" />}
      </span>
    </li>
  );
}

function linkTo(place: Place): string {
  const weekend = comingWeekend(splitWall(toWall(serverNow(), place.time_zone)).day);
  return searchLink({ where: toWhere(place), ...weekend });
}
