import { Search as SearchIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { CarCard } from '@/features/search/car-card';
import { FilterBar, Sort } from '@/features/search/filter-bar';
import { placeLabel } from '@/features/search/place-combobox';
import { SearchForm } from '@/features/search/search-form';
import {
  PAGE_SIZE,
  readSearch,
  type Search,
  searchLink,
  toListArgs,
  writeSearch,
} from '@/features/search/search-state';
import { useListCarsQuery } from '@/lib/api';
import { formatWindow } from '@/lib/format';
import type { Car } from '@/lib/types';
import { Title } from '../title';

const GRID = 'grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3';

/** The car for the searched window; words and fuel go along for the way back. */
function carLink(car: Car, { from, to, words, fuel }: Search): string {
  const query = writeSearch({ ...readSearch(new URLSearchParams()), from, to, words, fuel });
  return query ? `/cars/${car.id}?${query}` : `/cars/${car.id}`;
}

export default function Results() {
  const { t } = useTranslation('search');
  const [params, setParams] = useSearchParams();
  const search = readSearch(params);
  const query = useListCarsQuery(toListArgs(search), { refetchOnFocus: true });
  // An old link may name a page that is no more: the last one is shown in its place.
  const last = query.currentData && query.currentData.total > 0 ? Math.max(1, query.currentData.pages) : null;
  const place = search.where ? t('results.in', { place: placeLabel(search.where) }) : t('results.anywhere');
  const { beside, note } = useBeside(search);
  const change = (next: Partial<Search>) => {
    note(next);
    setParams(writeSearch({ ...search, ...beside(), page: 1, ...next }), { preventScrollReset: true });
  };
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Title>{place}</Title>
      {/* Another place or window starts the form anew, for instance after "back"; a filter leaves what is typed. */}
      <FoldedForm key={JSON.stringify([search.where, search.from, search.to])} search={search} beside={beside} />
      <FilterBar search={search} onChange={change} onTyping={(words) => note({ words })} />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="font-semibold text-2xl sm:text-3xl">{place}</h1>
          <p role="status" className="min-h-6 text-ink-soft">
            {query.currentData && t(search.from ? 'results.free' : 'results.count', { count: query.currentData.total })}
          </p>
        </div>
        <Sort search={search} onChange={change} />
      </div>
      <Resource
        query={query}
        keepLast
        skeleton={
          <div className={GRID}>
            <Repeat times={PAGE_SIZE}>
              <CarCard />
            </Repeat>
          </div>
        }
        isEmpty={(page) => page.items.length === 0}
        empty={
          last !== null && search.page > last ? (
            <Navigate replace to={searchLink({ ...search, page: last })} />
          ) : (
            <NothingFound search={search} />
          )
        }
      >
        {(page) => (
          <>
            <ul className={GRID}>
              {page.items.map((car) => (
                <li key={car.id}>
                  <CarCard car={car} to={carLink(car, search)} />
                </li>
              ))}
            </ul>
            <Pager page={page.page} pages={page.pages} linkTo={(number) => searchLink({ ...search, page: number })} />
          </>
        )}
      </Resource>
    </div>
  );
}

/**
 * The filters as they are this moment: the address follows a press or a letter later, and a search that starts in
 * between must not lose them.
 */
function useBeside({ words, type, fuel, sort }: Search) {
  const inAddress = JSON.stringify([words, type, fuel, sort]);
  const now = useRef<{ inAddress: string; filters: Partial<Search> }>({ inAddress: '', filters: {} });
  if (now.current.inAddress !== inAddress) now.current = { inAddress, filters: { words, type, fuel, sort } };
  const note = ({ where: _, from: __, to: ___, page: ____, ...filters }: Partial<Search>) => {
    now.current.filters = { ...now.current.filters, ...filters };
  };
  return { beside: () => now.current.filters, note };
}

/** On a phone the search is one line that opens; wider screens have room for the whole form. */
function FoldedForm({ search, beside }: { search: Search; beside: () => Partial<Search> }) {
  const { t } = useTranslation('search');
  const [open, setOpen] = useState(false);
  const { where, from, to } = search;
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
          <span className="block truncate font-semibold leading-5">
            {where ? placeLabel(where) : t('folded.anywhere')}
          </span>
          <span className="figures block truncate text-ink-soft text-sm">{window}</span>
        </span>
        <span className="font-medium text-brand text-sm">{t(open ? 'folded.close' : 'folded.edit')}</span>
      </button>
      <SearchForm search={search} beside={beside} className={open ? '' : 'max-sm:hidden'} />
    </>
  );
}

function NothingFound({ search }: { search: Search }) {
  const { t } = useTranslation('search');
  const { where, from, to } = search;
  const narrowed = search.type || search.fuel || search.words;
  return (
    <Empty
      title={t('empty.title')}
      act={
        <>
          {narrowed && <LinkButton to={searchLink({ where, from, to })}>{t('empty.dropFilters')}</LinkButton>}
          {where && (
            <LinkButton tone="plain" to={searchLink({ ...search, where: null, page: 1 })}>
              {t('empty.anywhere')}
            </LinkButton>
          )}
        </>
      }
    >
      {t('empty.text')}
    </Empty>
  );
}
