import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import { ListFilters } from '@/components/desk/list-filters';
import { KINDS, SORTS, STATUSES } from './booking-filters';

type BookingFilterRowProps = {
  /** The one listing that a link has asked for. */
  only?: { id: string; title: string };
};

/** Words find the listing whatever the size of the fleet; one that a link asks for stands here until it is cleared. */
export function BookingFilterRow({ only }: BookingFilterRowProps) {
  const { t } = useTranslation(['owner', 'common']);
  const listing: Filter[] = only
    ? [
        {
          kind: 'choice',
          name: 'listing',
          label: t('bookings.listing'),
          options: [{ value: only.id, label: only.title }],
        },
      ]
    : [];
  return (
    <ListFilters
      filters={[
        { kind: 'text', name: 'q', label: t('calendar.find'), placeholder: t('calendar.findHint') },
        ...listing,
        {
          kind: 'choice',
          name: 'status',
          label: t('bookings.status'),
          options: STATUSES.map((value) => ({ value, label: t(`common:status.${value}`) })),
        },
        {
          kind: 'choice',
          name: 'kind',
          label: t('bookings.kind'),
          options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
        },
        { kind: 'day', name: 'from', label: t('bookings.from') },
        { kind: 'day', name: 'to', label: t('bookings.to') },
        {
          kind: 'choice',
          name: 'sort',
          label: t('bookings.sort'),
          any: t('bookings.order.newest'),
          options: SORTS.slice(1).map((value) => ({ value, label: t(`bookings.order.${value}`) })),
        },
      ]}
    />
  );
}
