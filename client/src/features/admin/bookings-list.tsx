import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { StatusBadge } from '@/components/ui/status-badge';
import { AdminList } from './admin-list';
import { type AdminBooking, useListAllBookingsQuery } from './api';
import { BookingPanel } from './booking-panel';
import { boundsOf } from './day-bounds';
import { LOOKED_UP } from './live';
import { Stamp } from './stamp';
import { useOpened } from './use-opened';
import { idOf, oneOf, useQuestion } from './use-question';
import { useWord } from './use-word';

const STATUSES = ['pending', 'confirmed', 'completed', 'cancelled', 'expired'] as const;
const KINDS = ['cars', 'events', 'time_slots'] as const;
const NAMES = ['q', 'status', 'kind', 'owner', 'client', 'listing', 'from', 'to'] as const;

function useBookings() {
  const { asked, page, pageSize, ...more } = useQuestion(NAMES);
  const query = useListAllBookingsQuery(
    {
      q: asked.q,
      status: oneOf(STATUSES, asked.status),
      kind: oneOf(KINDS, asked.kind),
      owner: idOf(asked.owner),
      client: idOf(asked.client),
      listing: idOf(asked.listing),
      ...boundsOf(asked.from, asked.to),
      page,
      pageSize,
    },
    LOOKED_UP,
  );
  return { query, ...more };
}

function useBookingFilters(): Filter[] {
  const { t } = useTranslation(['admin', 'common']);
  const word = useWord();
  return [
    { kind: 'text', name: 'q', label: t('bookings.q'), placeholder: t('bookings.qHint') },
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
      options: KINDS.map((value) => ({ value, label: word('kind', value) })),
    },
    { kind: 'day', name: 'from', label: t('bookings.from') },
    { kind: 'day', name: 'to', label: t('bookings.to') },
  ];
}

function useRareFilters(): Filter[] {
  const { t } = useTranslation('admin');
  return [
    { kind: 'text', name: 'client', label: t('bookings.client'), placeholder: t('idHint') },
    { kind: 'text', name: 'owner', label: t('bookings.owner'), placeholder: t('idHint') },
    { kind: 'text', name: 'listing', label: t('bookings.listing'), placeholder: t('idHint') },
  ];
}

/** Bookings of anybody, and one of them beside the list. */
export function BookingsList() {
  const { t } = useTranslation(['admin', 'common']);
  const { open, show, close } = useOpened();
  const { query, pageLink, narrowed } = useBookings();
  const filters = useBookingFilters();
  const rareFilters = useRareFilters();
  const word = useWord();
  const columns: Column<AdminBooking>[] = [
    { key: 'listing', head: t('bookings.what'), cell: (booking) => booking.listing.title, bone: '10rem' },
    { key: 'status', head: t('bookings.status'), cell: (booking) => <StatusBadge status={booking.status} /> },
    { key: 'kind', head: t('bookings.kind'), cell: (booking) => word('kind', booking.kind) },
    { key: 'client', head: t('bookings.client'), cell: (booking) => booking.client?.name ?? t('bookings.partner') },
    { key: 'made', head: t('bookings.made'), cell: (booking) => <Stamp at={booking.created_at} /> },
    {
      key: 'paid',
      head: t('bookings.payment'),
      cell: (booking) => t(`bookings.paymentIs.${booking.payment_status}`),
    },
    { key: 'total', head: t('bookings.total'), align: 'end', cell: (booking) => <Money of={booking.quote.total} /> },
  ];
  return (
    <>
      <AdminList
        caption={t('bookings.title')}
        query={query}
        columns={columns}
        filters={filters}
        rareFilters={rareFilters}
        pageLink={pageLink}
        onOpen={(booking) => show(booking.id)}
        openKey={open}
        empty={{ title: t('bookings.none'), text: narrowed ? t('noneNarrowed') : t('bookings.noneText') }}
      />
      <BookingPanel id={open} onClose={close} />
    </>
  );
}
