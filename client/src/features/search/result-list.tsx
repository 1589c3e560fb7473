import { Navigate } from 'react-router';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { useListCarsQuery } from '@/lib/api';
import type { Car } from '@/lib/types';
import { CarCard } from './car-card';
import { NothingFound } from './nothing-found';
import { placeLabel } from './place-combobox';
import { PAGE_SIZE, readSearch, type Search, searchLink, toListArgs, writeSearch } from './search-state';

const GRID = 'grid grid-cols-1 gap-5 sm:grid-cols-2';
const FIRST_ROW = 2;

/** The car for the searched window; words and fuel go along for the way back. */
function carLink(car: Car, { from, to, words, fuel }: Search): string {
  const query = writeSearch({ ...readSearch(new URLSearchParams()), from, to, words, fuel });
  return query ? `/cars/${car.id}?${query}` : `/cars/${car.id}`;
}

type ListProps = {
  search: Search;
  active: string | null;
  onActive: (city: string | null) => void;
};

export function ResultList({ search, active, onActive }: ListProps) {
  const query = useListCarsQuery(toListArgs(search), { refetchOnFocus: true });
  // An old link may name a page that is no more: the last one is shown in its place.
  const last = query.currentData && query.currentData.total > 0 ? Math.max(1, query.currentData.pages) : null;
  return (
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
            {page.items.map((car, index) => (
              // The card's link has the focus; that its city is shown on the map is an aside.
              <li
                key={car.id}
                onMouseEnter={() => onActive(placeLabel(car))}
                onMouseLeave={() => onActive(null)}
                onFocus={() => onActive(placeLabel(car))}
                onBlur={() => onActive(null)}
              >
                <CarCard
                  car={car}
                  to={carLink(car, search)}
                  first={index < FIRST_ROW}
                  active={active === placeLabel(car) && search.where === null}
                />
              </li>
            ))}
          </ul>
          <Pager page={page.page} pages={page.pages} linkTo={(number) => searchLink({ ...search, page: number })} />
        </>
      )}
    </Resource>
  );
}
