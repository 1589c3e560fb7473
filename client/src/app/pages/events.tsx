import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useListEventsQuery } from '@/features/events/api';
import { EventCard } from '@/features/events/event-card';
import { SORTS, toListArgs } from '@/features/events/event-search';
import { formatMoney } from '@/lib/format';
import type { FoldedFilter } from './folded-filters';
import { ListingList } from './listing-list';

// Minor units, as in the address.
const PRICES = [0, 2500, 5000, 10_000];
const PLACES = [1, 2, 3, 4, 6, 8];

export default function Events() {
  const { t } = useTranslation('events');
  const [params] = useSearchParams();
  const query = useListEventsQuery(toListArgs(params), { refetchOnFocus: true });
  const words = {
    title: t('list.title'),
    lead: t('list.lead'),
    count: (count: number) => t('list.count', { count }),
    none: t('list.emptyTitle'),
    noneWhy: t('list.emptyText'),
    all: t('list.all'),
  };
  return (
    <ListingList
      path="/events"
      query={query}
      words={words}
      filters={useEventFilters()}
      card={(event) => <EventCard event={event} />}
    />
  );
}

function useEventFilters(): FoldedFilter {
  const { t } = useTranslation('events');
  const prices = PRICES.map((amount) => ({
    value: String(amount),
    label: amount ? t('filter.upTo', { price: formatMoney({ amount, currency: 'USD' }, true) }) : t('card.free'),
  }));
  const places = PLACES.map((count) => ({ value: String(count), label: t('filter.places', { count }) }));
  const sorts = SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }));
  return {
    first: [
      { name: 'q', label: t('filter.words'), kind: 'text', placeholder: t('filter.wordsPlaceholder') },
      { name: 'city', label: t('filter.city'), kind: 'text', placeholder: t('filter.cityPlaceholder') },
    ],
    more: [
      { name: 'from', label: t('filter.from'), kind: 'day' },
      { name: 'to', label: t('filter.to'), kind: 'day' },
      { name: 'price', label: t('filter.price'), kind: 'choice', options: prices },
      { name: 'places', label: t('filter.together'), kind: 'choice', options: places },
      { name: 'sort', label: t('sort.label'), kind: 'choice', options: sorts, any: t('sort.soonest') },
    ],
  };
}
