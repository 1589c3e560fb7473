import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import { placeLabel } from './place-combobox';
import type { Search } from './search-state';

/** What a search calls its place; null for one that has none. */
export function usePlaceWords(): (search: Search) => string | null {
  const { t } = useTranslation('search');
  return ({ where, area }) => {
    if (where) return placeLabel(where);
    const length = { style: 'unit', unit: 'kilometer', unitDisplay: 'short' } as const;
    return area && t('area.name', { length: formatNumber(area.km, length) });
  };
}
