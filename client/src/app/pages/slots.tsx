import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useListTimeSlotsQuery } from '@/features/slots/api';
import { ResourceCard } from '@/features/slots/resource-card';
import { SORTS, toListArgs } from '@/features/slots/slot-search';
import { formatMoney } from '@/lib/format';
import type { FoldedFilter } from './folded-filters';
import { ListingList } from './listing-list';

// Minor units, as in the address.
const PRICES = [0, 1000, 2500, 5000];

export default function Slots() {
  const { t } = useTranslation('slots');
  const [params] = useSearchParams();
  const query = useListTimeSlotsQuery(toListArgs(params), { refetchOnFocus: true });
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
      path="/slots"
      query={query}
      words={words}
      filters={useSlotFilters()}
      card={(resource) => <ResourceCard resource={resource} />}
    />
  );
}

function useSlotFilters(): FoldedFilter {
  const { t } = useTranslation('slots');
  const prices = PRICES.map((amount) => ({
    value: String(amount),
    label: amount ? t('filter.upTo', { price: formatMoney({ amount, currency: 'USD' }, true) }) : t('free'),
  }));
  const sorts = SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }));
  return {
    first: [
      { name: 'q', label: t('filter.words'), kind: 'text', placeholder: t('filter.wordsPlaceholder') },
      { name: 'city', label: t('filter.city'), kind: 'text', placeholder: t('filter.cityPlaceholder') },
    ],
    more: [
      { name: 'group', label: t('filter.group'), kind: 'text', placeholder: t('filter.groupPlaceholder') },
      { name: 'price', label: t('filter.price'), kind: 'choice', options: prices },
      { name: 'sort', label: t('sort.label'), kind: 'choice', options: sorts, any: t('sort.title') },
    ],
  };
}
