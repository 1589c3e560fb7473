import { Minus, Plus, Search as SearchIcon } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Resource } from '@/components/ui/resource';
import { useWidth } from '@/components/ui/use-width';
import { type MapCity, useMapCarsQuery } from './map-api';
import { MapCities } from './map-cities';
import { CLOSEST, kept, NATION, placeOf, pointOf, reachKm, spread, type View, viewAround } from './map-geometry';
import { MapLand } from './map-land';
import { MapSpot } from './map-spot';
import { placeLabel } from './place-combobox';
import { type Search, toMapArgs, WIDEST_KM } from './search-state';
import { useMapView } from './use-map-view';

// Before the first measurement, and where nothing is measured.
const USUAL_WIDTH_PX = 520;

export type Circle = { lat: number; lng: number; km: number };

type PaneProps = {
  search: Search;
  /** The city that is looked at in the list, or here, as its label. */
  active: string | null;
  onActive: (city: string | null) => void;
  onCity: (city: MapCity) => void;
  /** A circle to search in, and the city with most cars in it. */
  onArea: (circle: Circle, city: MapCity | undefined) => void;
  className?: string;
};

/** Where the cars of a search stand: drawn, and as a list for who does not see or point. */
export function MapPane({ search, className, ...acts }: PaneProps) {
  const { t } = useTranslation('search');
  const query = useMapCarsQuery(toMapArgs(search));
  const place = search.where ? placeLabel(search.where) : JSON.stringify(search.area);
  return (
    <section aria-label={t('map.label')} className={className}>
      <Resource
        query={query}
        keepLast
        skeleton={
          <Frame>
            <MapLand view={NATION} className="animate-pulse-late" />
          </Frame>
        }
      >
        {({ places, left_out }) => <Drawn key={place} search={search} cities={places} leftOut={left_out} {...acts} />}
      </Resource>
    </section>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="relative aspect-[975/800] w-full overflow-hidden rounded-card border border-line bg-sunken">
      {children}
    </div>
  );
}

/** Where the map looks at first: at the searched place, as far as it is known. */
function homeOf({ where, area }: Search, cities: MapCity[]): View {
  if (area && !where) {
    const middle = pointOf(area);
    return middle ? viewAround(middle, area.km) : NATION;
  }
  const found = where && cities.find((city) => placeLabel(city) === placeLabel(where));
  const middle = found && pointOf(found.location);
  return middle ? viewAround(middle) : NATION;
}

type DrawnProps = Omit<PaneProps, 'className'> & { cities: MapCity[]; leftOut: number };

function Drawn({ search, cities, leftOut, active, onActive, onCity, onArea }: DrawnProps) {
  const { t } = useTranslation('search');
  const pane = useRef<HTMLDivElement>(null);
  const width = useWidth(pane, USUAL_WIDTH_PX);
  const lookedAt = cities.find((city) => placeLabel(city) === active);
  const looked = lookedAt ? pointOf(lookedAt.location) : null;
  const { view, isMoved, closer, wider, whole, onKeyDown, pull } = useMapView(homeOf(search, cities), width, looked);
  const here = search.where && placeLabel(search.where);
  const { spots, dots } = spread(cities, view, width, (city) => [here, active].includes(placeLabel(city)));
  return (
    <div className="flex flex-col gap-3">
      <Frame>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
        <div
          ref={pane}
          role="group"
          aria-label={t('map.keys')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys, plus and minus move it.
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="absolute inset-0 rounded-card focus-visible:-outline-offset-2"
        >
          <div {...pull} className="absolute inset-0 cursor-grab touch-pan-y active:cursor-grabbing">
            <MapLand view={view} dots={dots} area={search.where ? null : search.area} />
          </div>
          <ul>
            {spots.map((spot) => {
              const label = placeLabel(spot.city);
              return (
                <MapSpot
                  key={label}
                  spot={spot}
                  view={view}
                  here={label === here}
                  active={label === active}
                  dated={search.from !== null}
                  onActive={onActive}
                  onPress={onCity}
                />
              );
            })}
          </ul>
          <Controls zoom={view.zoom} onCloser={closer} onWider={wider} onWhole={whole} />
          {isMoved && <SearchHere view={view} cities={cities} onArea={onArea} />}
        </div>
      </Frame>
      <p className="text-ink-faint text-sm">
        {t(search.from ? 'map.legendDated' : 'map.legend')} {dots.length > 0 && t('map.dots', { count: dots.length })}{' '}
        {leftOut > 0 && t('map.leftOut', { count: leftOut })}
      </p>
      <MapCities cities={cities} view={view} active={active} onActive={onActive} onCity={onCity} />
    </div>
  );
}

type ControlsProps = { zoom: number; onCloser: () => void; onWider: () => void; onWhole: () => void };

function Controls({ zoom, onCloser, onWider, onWhole }: ControlsProps) {
  const { t } = useTranslation('search');
  const look = 'grid size-11 place-items-center hover:bg-sunken aria-disabled:text-ink-faint aria-disabled:opacity-50';
  return (
    <div className="absolute top-3 right-3 z-20 flex flex-row-reverse items-center gap-2">
      <div className="flex overflow-hidden rounded-control border border-edge bg-surface shadow-card">
        <button
          type="button"
          aria-label={t('map.closer')}
          aria-disabled={zoom >= CLOSEST || undefined}
          onClick={onCloser}
          className={look}
        >
          <Plus className="size-5" aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={t('map.wider')}
          aria-disabled={zoom <= 1 || undefined}
          onClick={onWider}
          className={cn(look, 'border-line border-l')}
        >
          <Minus className="size-5" aria-hidden="true" />
        </button>
      </div>
      {zoom > 1 && (
        <Button tone="plain" size="small" className="min-h-11 shadow-card" onClick={onWhole}>
          {t('map.whole')}
        </Button>
      )}
    </div>
  );
}

/** Offered once the map was moved, and never done by itself: who looks around does not lose the list. */
function SearchHere({ view, cities, onArea }: Pick<DrawnProps, 'cities' | 'onArea'> & { view: View }) {
  const { t } = useTranslation('search');
  const km = reachKm(view);
  const middle = placeOf(kept(view));
  if (km > WIDEST_KM || !middle) return null;
  const { spots } = spread(cities, view, Number.MAX_SAFE_INTEGER);
  return (
    <Button
      size="small"
      className="absolute bottom-3 left-1/2 z-20 min-h-11 -translate-x-1/2 whitespace-nowrap rounded-full px-5 shadow-lift"
      onClick={() => onArea({ ...middle, km }, spots[0]?.city)}
    >
      <SearchIcon className="size-4" aria-hidden="true" />
      {t('map.searchHere')}
    </Button>
  );
}
