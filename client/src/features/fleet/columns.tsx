import type { TFunction } from 'i18next';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { formatMoment, formatNumber } from '@/lib/format';
import { ListingThumb } from './listing-thumb';
import { type FleetKind, isCar, isEvent, isTimeSlot, type OwnListing, priceOf } from './types';
import { VisibilityBadge } from './visibility-badge';

export const placeOf = ({ city, state }: OwnListing): string => [city, state].filter(Boolean).join(', ');

type Words = TFunction<'fleet'>;

/** What a kind has beside name, place, price and how it stands. */
function particularsOf(kind: FleetKind, t: Words): Column<OwnListing>[] {
  if (kind === 'cars') {
    return [
      {
        key: 'trips',
        head: t('column.trips'),
        align: 'end',
        bone: '2rem',
        cell: (row) => (isCar(row) ? formatNumber(row.trips_taken) : null),
      },
    ];
  }
  if (kind === 'events') {
    return [
      {
        key: 'when',
        head: t('column.when'),
        bone: '9rem',
        cell: (row) =>
          isEvent(row) && row.starts_at ? formatMoment(row.starts_at, row.time_zone ?? 'UTC') : t('anyTime'),
      },
      {
        key: 'left',
        head: t('column.left'),
        align: 'end',
        bone: '4rem',
        cell: (row) => (isEvent(row) ? <PlacesLeft event={row} t={t} /> : null),
      },
    ];
  }
  return [
    {
      key: 'length',
      head: t('column.slot'),
      align: 'end',
      bone: '4rem',
      cell: (row) =>
        isTimeSlot(row) && row.slot_minutes ? t('unit.min', { count: row.slot_minutes }) : t('anyLength'),
    },
    {
      key: 'capacity',
      head: t('column.capacity'),
      align: 'end',
      bone: '2rem',
      cell: (row) => (isTimeSlot(row) ? formatNumber(row.capacity) : null),
    },
  ];
}

function PlacesLeft({ event, t }: { event: OwnListing; t: Words }) {
  const sections = isEvent(event) ? event.sections : [];
  const left = sections.reduce((sum, section) => sum + section.remaining, 0);
  const all = sections.reduce((sum, section) => sum + section.capacity, 0);
  return t('leftOf', { left: formatNumber(left), all: formatNumber(all) });
}

export function columnsOf(kind: FleetKind, t: Words): Column<OwnListing>[] {
  return [
    {
      key: 'title',
      head: t(`column.${kind}`),
      sortKey: 'title',
      bone: '14rem',
      cell: (row) => (
        <span className="flex items-center gap-3">
          <ListingThumb listing={row} />
          <span className="min-w-0">
            {row.title}
            {row.own_key && <span className="block font-normal text-ink-faint text-xs">{row.own_key}</span>}
          </span>
        </span>
      ),
    },
    { key: 'place', head: t('column.place'), bone: '7rem', cell: (row) => placeOf(row) || t('nowhere') },
    ...particularsOf(kind, t),
    {
      key: 'price',
      head: t(`price.${kind}`),
      sortKey: 'price',
      align: 'end',
      bone: '4rem',
      cell: (row) => <Money of={priceOf(row)} />,
    },
    {
      key: 'visibility',
      head: t('column.visibility'),
      bone: '6rem',
      cell: (row) => <VisibilityBadge of={row.visibility} />,
    },
  ];
}
