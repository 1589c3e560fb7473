import { useTranslation } from 'react-i18next';
import { type Filter, FilterRow } from './filter-row';
import { useFilters } from './use-filters';
import { useNarrow } from './use-narrow';

type FiltersProps = {
  filters: readonly Filter[];
  /** Those that few look for; they open on demand. */
  rare?: readonly Filter[];
};

/** What narrows a list: on phones only the first of it is in sight, so that the list itself is too. */
export function ListFilters({ filters, rare = [] }: FiltersProps) {
  const narrow = useNarrow();
  const shown = narrow ? filters.slice(0, 1) : filters;
  const folded = narrow ? [...filters.slice(1), ...rare] : rare;
  return (
    <div className="flex flex-col gap-2">
      <FilterRow filters={shown} />
      {folded.length > 0 && <Folded filters={folded} />}
    </div>
  );
}

/** Open from the start where the address has used one of them. */
function Folded({ filters }: { filters: readonly Filter[] }) {
  const { t } = useTranslation('desk');
  const { params } = useFilters();
  return (
    <details open={filters.some(({ name }) => params.get(name)) || undefined}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-brand">
        {t('filter.more')}
      </summary>
      <div className="pt-2">
        <FilterRow filters={filters} />
      </div>
    </details>
  );
}
