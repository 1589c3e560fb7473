import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { StatusBadge } from '@/components/ui/status-badge';
import { guestOf, zoneOf } from './guest';
import type { OwnerBooking } from './types';

function useColumns(): Column<OwnerBooking>[] {
  const { t } = useTranslation('owner');
  const moment = (at: string | null, booking: OwnerBooking): ReactNode =>
    at ? <Moment at={at} timeZone={zoneOf(booking)} zoned /> : '–';
  return [
    { key: 'listing', head: t('bookings.listing'), cell: ({ listing }) => listing.title, bone: '10rem' },
    { key: 'guest', head: t('bookings.guest'), cell: (booking) => guestOf(booking) ?? t('nobody'), bone: '6rem' },
    { key: 'starts', head: t('bookings.starts'), cell: (booking) => moment(booking.starts_at, booking), bone: '9rem' },
    { key: 'ends', head: t('bookings.ends'), cell: (booking) => moment(booking.ends_at, booking), bone: '9rem' },
    { key: 'status', head: t('bookings.status'), cell: ({ status }) => <StatusBadge status={status} />, bone: '5rem' },
    {
      key: 'total',
      head: t('bookings.total'),
      cell: ({ quote }) => <Money of={quote.total} />,
      align: 'end',
      bone: '4rem',
    },
  ];
}

type BookingsTableProps = {
  bookings?: readonly OwnerBooking[];
  onOpen?: (booking: OwnerBooking) => void;
  openKey?: string | null;
  empty?: ReactNode;
};

export function BookingsTable({ bookings, ...rest }: BookingsTableProps) {
  const { t } = useTranslation('owner');
  const columns = useColumns();
  return (
    <DataTable caption={t('bookings.title')} columns={columns} rows={bookings} rowKey={({ id }) => id} {...rest} />
  );
}
