import { Search as SearchIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWindow } from '@/lib/format';
import { SearchForm } from './search-form';
import type { Search } from './search-state';
import { usePlaceWords } from './use-place-words';

/** On a phone the search is one line that opens; wider screens have room for the whole form. */
export function FoldedForm({ search, beside }: { search: Search; beside: () => Partial<Search> }) {
  const { t } = useTranslation('search');
  const [open, setOpen] = useState(false);
  const placeWords = usePlaceWords();
  const { from, to } = search;
  const window = from && to ? formatWindow(from, to) : t('folded.anyDates');
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-14 items-center gap-3 rounded-full border border-edge bg-surface px-5 text-left shadow-card sm:hidden"
      >
        <SearchIcon className="size-5 shrink-0 text-brand" aria-hidden="true" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold leading-5">{placeWords(search) ?? t('folded.anywhere')}</span>
          <span className="figures block truncate text-ink-soft text-sm">{window}</span>
        </span>
        <span className="font-medium text-brand text-sm">{t(open ? 'folded.close' : 'folded.edit')}</span>
      </button>
      <SearchForm search={search} beside={beside} className={open ? '' : 'max-sm:hidden'} />
    </>
  );
}
