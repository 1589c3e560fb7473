import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Filter } from '@/components/desk/filter-row';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { useListTimeSlotsQuery } from '@/features/slots/api';
import { ResourceCard } from '@/features/slots/resource-card';
import { PAGE_SIZE, SORTS, toListArgs } from '@/features/slots/slot-search';
import { formatMoney } from '@/lib/format';
import { Title } from '../title';
import { FoldedFilters } from './folded-filters';
import { pageLink } from './page-link';

const GRID = 'grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3';
// Minor units, as in the address.
const PRICES = [0, 1000, 2500, 5000];

export default function Slots() {
  const { t } = useTranslation('slots');
  const [params] = useSearchParams();
  const query = useListTimeSlotsQuery(toListArgs(params), { refetchOnFocus: true });
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Title>{t('list.title')}</Title>
      <div>
        <h1 className="font-semibold text-3xl">{t('list.title')}</h1>
        <p className="mt-1 text-ink-soft">{t('list.lead')}</p>
      </div>
      <FoldedFilters {...useSlotFilters()} />
      <p role="status" className="min-h-6 text-ink-soft">
        {query.currentData && t('list.count', { count: query.currentData.total })}
      </p>
      <Resource
        query={query}
        keepLast
        skeleton={
          <div className={GRID}>
            <Repeat times={PAGE_SIZE / 4}>
              <ResourceCard />
            </Repeat>
          </div>
        }
        isEmpty={(page) => page.items.length === 0}
        empty={
          <Empty title={t('list.emptyTitle')} act={<LinkButton to="/slots">{t('list.all')}</LinkButton>}>
            {t('list.emptyText')}
          </Empty>
        }
      >
        {(page) => (
          <>
            <ul className={GRID}>
              {page.items.map((resource) => (
                <li key={resource.id}>
                  <ResourceCard resource={resource} />
                </li>
              ))}
            </ul>
            <Pager page={page.page} pages={page.pages} linkTo={(number) => pageLink('/slots', params, number)} />
          </>
        )}
      </Resource>
    </div>
  );
}

function useSlotFilters(): { first: Filter[]; more: Filter[] } {
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
