import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Money } from '@/components/ui/money';
import type { MapCity } from './map-api';
import { seen, type View } from './map-geometry';
import { lowestOf } from './map-spot';
import { placeLabel } from './place-combobox';

const SHOWN = 6;
const MORE = 24;

type CitiesProps = {
  cities: MapCity[];
  view: View;
  active: string | null;
  onActive: (city: string | null) => void;
  onCity: (city: MapCity) => void;
};

/** The map in words: each city in sight, those with most cars first. */
export function MapCities({ cities, view, active, onActive, onCity }: CitiesProps) {
  const { t } = useTranslation('search');
  const [shown, setShown] = useState(SHOWN);
  const inView = seen(cities, view);
  return (
    <section aria-labelledby="map-cities" className="flex flex-col gap-2">
      <h2 id="map-cities" className="font-semibold">
        {t('map.cities', { count: inView.length })}
      </h2>
      <ul className="divide-y divide-line rounded-control border border-line bg-surface">
        {inView.slice(0, shown).map((city) => {
          const label = placeLabel(city);
          return (
            <li key={label}>
              <button
                type="button"
                onClick={() => onCity(city)}
                onMouseEnter={() => onActive(label)}
                onMouseLeave={() => onActive(null)}
                onFocus={() => onActive(label)}
                onBlur={() => onActive(null)}
                className={cn(
                  'flex min-h-11 w-full flex-wrap items-center justify-between gap-x-3 px-3.5 py-1.5 text-left text-[0.9375rem] hover:bg-brand-soft',
                  label === active && 'bg-brand-soft',
                )}
              >
                <span className="min-w-0 truncate font-medium">{label}</span>{' '}
                <span className="shrink-0 text-ink-soft text-sm">
                  {t('form.carCount', { count: city.cars })} · {t('map.from')} <Money of={lowestOf(city)} short />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {inView.length > shown && (
        <Button tone="quiet" size="small" className="self-start" onClick={() => setShown(shown + MORE)}>
          {t('map.more')}
        </Button>
      )}
    </section>
  );
}
