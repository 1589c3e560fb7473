import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Moment } from '@/components/ui/moment';
import { PriceLines } from '@/components/ui/price-lines';
import { StatusBadge } from '@/components/ui/status-badge';
import { Timeline } from '@/components/ui/timeline';
import { BookingMoney } from './booking-money';
import { useBookingSteps } from './booking-steps';
import { guestOf, zoneOf } from './guest';
import type { OwnerBookingDetail } from './types';

/** Who comes when, what happened so far, and whose the money is. */
export function BookingSheet({ booking }: { booking?: OwnerBookingDetail }) {
  const { t } = useTranslation('owner');
  return (
    <div className="flex flex-col gap-8">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-2 [&>dt]:text-ink-soft [&>dt]:text-sm">
        <dt>{t('bookings.status')}</dt>
        <dd>{booking ? <StatusBadge status={booking.status} /> : <Bone width="6rem" />}</dd>
        <dt>{t('bookings.guest')}</dt>
        <dd>{booking ? <Guest booking={booking} /> : <Bone width="10rem" />}</dd>
        <dt>{t('bookings.starts')}</dt>
        <dd>{booking ? <Place at={booking.starts_at} booking={booking} /> : <Bone width="11rem" />}</dd>
        <dt>{t('bookings.ends')}</dt>
        <dd>{booking ? <Place at={booking.ends_at} booking={booking} /> : <Bone width="11rem" />}</dd>
        {booking?.cancel_reason && (
          <>
            <dt>{t('bookings.reason')}</dt>
            <dd className="whitespace-pre-line">{booking.cancel_reason}</dd>
          </>
        )}
      </dl>
      <Part title={t('bookings.price')}>
        <PriceLines quote={booking?.quote} />
      </Part>
      {booking && isKept(booking) && <BookingMoney booking={booking} />}
      <Part title={t('bookings.happened')}>{booking && <Steps booking={booking} />}</Part>
    </div>
  );
}

/** What is cancelled or was never paid leaves nothing to be shared out. */
const isKept = ({ status }: OwnerBookingDetail) => status !== 'cancelled' && status !== 'expired';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold text-lg">{title}</h3>
      {children}
    </section>
  );
}

function Place({ at, booking }: { at: string | null; booking: OwnerBookingDetail }) {
  return at ? <Moment at={at} timeZone={zoneOf(booking)} zoned /> : '–';
}

function Guest({ booking }: { booking: OwnerBookingDetail }) {
  const { t } = useTranslation('owner');
  const email = booking.client?.email;
  return (
    <>
      {guestOf(booking) ?? t('nobody')}
      {booking.partner && <span className="block text-ink-soft text-sm">{t('bookings.byPartner')}</span>}
      {email && (
        <a href={`mailto:${email}`} className="block break-all text-brand text-sm underline underline-offset-4">
          {email}
        </a>
      )}
    </>
  );
}

function Steps({ booking }: { booking: OwnerBookingDetail }) {
  return <Timeline steps={useBookingSteps(booking)} timeZone={zoneOf(booking)} />;
}
