import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { formatMoney, formatNumber } from '@/lib/format';
import type { MapCity } from './map-api';
import { frameOf, type Spot, type View } from './map-geometry';
import { placeLabel } from './place-combobox';

type SpotProps = {
  spot: Spot;
  view: View;
  /** The searched city. */
  here: boolean;
  active: boolean;
  /** With dates the price is a total. */
  dated: boolean;
  onActive: (city: string | null) => void;
  onPress: (city: MapCity) => void;
};

/** The lowest total for the dates where it is known, else the lowest price of a day. */
export const lowestOf = (city: MapCity) => city.lowest_total ?? city.lowest_daily_rate;

/** One city: how many cars, and from what price. */
export function MapSpot({ spot: { city, at, size }, view, here, active, dated, onActive, onPress }: SpotProps) {
  const { t } = useTranslation('search');
  const { left, top, width, height } = frameOf(view);
  const label = placeLabel(city);
  const price = formatMoney(lowestOf(city), true);
  const total = dated && city.lowest_total !== null;
  return (
    <li
      style={{ left: `${((at.x - left) / width) * 100}%`, top: `${((at.y - top) / height) * 100}%` }}
      className={cn('absolute size-0', active || here ? 'z-10' : 'z-0')}
    >
      <button
        type="button"
        aria-current={here || undefined}
        aria-label={t(total ? 'map.cityTotal' : 'map.cityDay', { count: city.cars, city: label, price })}
        onClick={() => onPress(city)}
        onMouseEnter={() => onActive(label)}
        onMouseLeave={() => onActive(null)}
        onFocus={() => onActive(label)}
        onBlur={() => onActive(null)}
        style={{ width: size, height: size }}
        className={cn(
          'figures absolute grid -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border-2 border-surface font-semibold text-sm shadow-card',
          here || active ? 'bg-amber text-surface' : 'bg-brand text-on-brand hover:bg-brand-strong',
        )}
      >
        {formatNumber(city.cars)}
      </button>
      <span
        aria-hidden="true"
        style={{ top: size / 2 }}
        className="pointer-events-none absolute flex -translate-x-1/2 flex-col items-center whitespace-nowrap rounded-md bg-surface/80 px-1 text-center text-xs leading-4"
      >
        <span className="max-w-24 truncate text-ink-soft">{city.city}</span>
        <span className="figures font-semibold">{price}</span>
      </span>
    </li>
  );
}
