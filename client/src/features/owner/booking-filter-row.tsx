import { useTranslation } from 'react-i18next';
import { FilterRow } from '@/components/desk/filter-row';
import { useListOwnNamesQuery } from './api';
import { KINDS, SORTS, STATUSES } from './booking-filters';

// As many as the API gives at once. Others are found by their own page, which leads here.
const NAMES = 100;

type BookingFilterRowProps = {
  /** The listing that is asked for, if it is known what it is called. */
  chosen?: { id: string; title: string };
};

export function BookingFilterRow({ chosen }: BookingFilterRowProps) {
  const { t } = useTranslation(['owner', 'common']);
  const listings = useNames();
  const known = chosen && !listings.some(({ value }) => value === chosen.id);
  return (
    <FilterRow
      filters={[
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
        {
          kind: 'choice',
          name: 'listing',
          label: t('bookings.listing'),
          options: known ? [{ value: chosen.id, label: chosen.title }, ...listings] : listings,
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

function useNames() {
  const cars = useListOwnNamesQuery({ kind: 'cars', pageSize: NAMES }).data;
  const slots = useListOwnNamesQuery({ kind: 'time-slots', pageSize: NAMES }).data;
  const events = useListOwnNamesQuery({ kind: 'events', pageSize: NAMES }).data;
  return [cars, slots, events].flatMap(
    (list) => list?.items.map(({ id, title }) => ({ value: id, label: title })) ?? [],
  );
}
