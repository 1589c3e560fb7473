import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { NO_FILTERS, type Search } from './search-state';
import { activeFilters, useFilterWords } from './use-filter-words';
import { usePlaceWords } from './use-place-words';

type ActiveProps = { search: Search; onChange: (change: Partial<Search>) => void };

/** All that narrows the list, each a press away from being gone. */
export function ActiveFilters({ search, onChange }: ActiveProps) {
  const { t } = useTranslation('search');
  const wordsOf = useFilterWords();
  const place = usePlaceWords()(search);
  const filters = activeFilters(search);
  if (filters.length === 0 && !place) return null;
  return (
    <ul aria-label={t('active.label')} className="flex flex-wrap items-center gap-2">
      {place && <Removable name={place} onRemove={() => onChange({ where: null, area: null })} />}
      {filters.map((filter) => (
        <Removable
          key={filter}
          name={wordsOf(search, filter)}
          onRemove={() => onChange({ [filter]: NO_FILTERS[filter] })}
        />
      ))}
      {filters.length > 1 && (
        <li>
          <Button tone="quiet" size="small" onClick={() => onChange(NO_FILTERS)}>
            {t('empty.dropFilters')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Removable({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useTranslation('search');
  return (
    <li>
      <button
        type="button"
        aria-label={t('active.remove', { name })}
        onClick={onRemove}
        className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-line bg-brand-soft px-3.5 font-medium text-sm hover:border-brand"
      >
        {name}
        <X className="size-4 text-brand" aria-hidden="true" />
      </button>
    </li>
  );
}
