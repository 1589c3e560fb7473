import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Moment } from '@/components/ui/moment';
import { Repeat } from '@/components/ui/repeat';
import type { OwnerBooking } from './types';

const BONES = 3;

/** Bookings by when they begin: who comes for what, by the clock of the place. */
export function ComingList({ bookings }: { bookings?: readonly OwnerBooking[] }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {bookings ? (
        bookings.map((booking) => <ComingRow key={booking.id} booking={booking} />)
      ) : (
        <Repeat times={BONES}>
          <ComingRow />
        </Repeat>
      )}
    </ul>
  );
}

function ComingRow({ booking }: { booking?: OwnerBooking }) {
  const { t } = useTranslation('owner');
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0">
        <span className="block font-semibold">{booking ? booking.listing.title : <Bone width="12rem" />}</span>
        <span className="block text-ink-soft text-sm">
          {booking ? (booking.client?.name ?? booking.partner?.name ?? t('nobody')) : <Bone width="6rem" />}
        </span>
      </span>
      {booking?.starts_at ? (
        <Moment at={booking.starts_at} timeZone={booking.listing.time_zone ?? 'UTC'} zoned />
      ) : (
        <Bone width="9rem" />
      )}
    </li>
  );
}
