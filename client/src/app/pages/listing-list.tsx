import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource, type ResourceQuery } from '@/components/ui/resource';
import { Title } from '../title';
import { type FoldedFilter, FoldedFilters } from './folded-filters';
import { pageLink } from './page-link';

const GRID = 'grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3';
const BONES = 6;

type Found<Listing> = { items: Listing[]; total: number; page: number; pages: number };

type ListProps<Listing> = {
  /** The page's own address, without what narrows the list. */
  path: string;
  query: ResourceQuery<Found<Listing>>;
  words: { title: string; lead: string; count: (total: number) => string; none: string; noneWhy: string; all: string };
  filters: FoldedFilter;
  /** Without a listing, its box. */
  card: (listing?: Listing) => ReactNode;
};

/** What can be booked of one kind: filters in the address, cards, pages. */
export function ListingList<Listing extends { id: string }>(props: ListProps<Listing>) {
  const { path, query, words, filters, card } = props;
  const [params] = useSearchParams();
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Title>{words.title}</Title>
      <div>
        <h1 className="font-semibold text-3xl">{words.title}</h1>
        <p className="mt-1 text-ink-soft">{words.lead}</p>
      </div>
      <FoldedFilters {...filters} />
      <p role="status" className="min-h-6 text-ink-soft">
        {query.currentData && words.count(query.currentData.total)}
      </p>
      <Resource
        query={query}
        keepLast
        skeleton={
          <div className={GRID}>
            <Repeat times={BONES}>{card()}</Repeat>
          </div>
        }
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title={words.none} act={<LinkButton to={path}>{words.all}</LinkButton>}>
            {words.noneWhy}
          </Empty>
        }
      >
        {({ items, page, pages }) => (
          <>
            <ul className={GRID}>
              {items.map((listing) => (
                <li key={listing.id}>{card(listing)}</li>
              ))}
            </ul>
            <Pager page={page} pages={pages} linkTo={(number) => pageLink(path, params, number)} />
          </>
        )}
      </Resource>
    </div>
  );
}
