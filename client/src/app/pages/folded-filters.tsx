import { SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filter, FilterRow } from '@/components/desk/filter-row';
import { useFilters } from '@/components/desk/use-filters';
import { Button } from '@/components/ui/button';

export type FoldedFilter = { first: readonly Filter[]; more: readonly Filter[] };

/** All filters in a row; on a phone the first ones, so that the list starts on the first screen, and the rest on a press. */
export function FoldedFilters({ first, more }: FoldedFilter) {
  const { t } = useTranslation('desk');
  const { params } = useFilters();
  const id = useId();
  const [open, setOpen] = useState(false);
  const used = more.filter(({ name }) => params.get(name)).length;
  return (
    <div className="flex flex-col gap-3">
      <FilterRow filters={first} />
      <Button
        tone="plain"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="self-start sm:hidden"
      >
        <SlidersHorizontal className="size-4" aria-hidden="true" />
        {t('filter.label')}
        {used > 0 && <span className="figures rounded-full bg-brand-soft px-2 text-brand text-sm">{used}</span>}
      </Button>
      <div id={id} className={open ? '' : 'max-sm:hidden'}>
        <FilterRow filters={more} />
      </div>
    </div>
  );
}
