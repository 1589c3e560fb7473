import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { FILTERS, type Filter, NO_FILTERS, type Search } from './search-state';

// Searches are not asked in a currency; the fleet has one.
const CURRENCY = 'USD';

/** What a filter that is on says, such as "Up to $75 a day". */
export function useFilterWords(): (search: Search, filter: Filter) => string {
  const { t } = useTranslation(['search', 'common']);
  return (search, filter) => {
    switch (filter) {
      case 'words':
        return t('active.words', { words: search.words });
      case 'type':
        return t(`common:vehicle.${search.type ?? 'car'}`);
      case 'fuel':
        return t(`common:fuel.${search.fuel ?? 'gasoline'}`);
      case 'priceMax':
        return t('active.priceMax', { price: dollars(search.priceMax ?? 0) });
      case 'yearMin':
        return t('active.yearMin', { year: String(search.yearMin) });
      case 'ratingMin':
        return t('active.ratingMin', { rating: search.ratingMin });
    }
  };
}

export const dollars = (units: number) => formatMoney({ amount: units * 100, currency: CURRENCY }, true);

export const activeFilters = (search: Search): Filter[] => FILTERS.filter((name) => search[name] !== NO_FILTERS[name]);
