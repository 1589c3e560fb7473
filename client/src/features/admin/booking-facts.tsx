import { useTranslation } from 'react-i18next';
import { Moment } from '@/components/ui/moment';
import { StatusBadge } from '@/components/ui/status-badge';
import { BROWSER_ZONE } from '@/lib/zone';
import type { WholeBooking } from './api';
import { Code, Facts, TextLink } from './facts';
import { Stamp } from './stamp';
import { useWord } from './use-word';

type Booker = { id: string; name: string | null; email: string | null };

function PersonLink({ person }: { person: Booker }) {
  const { t } = useTranslation('admin');
  return <TextLink to={`/admin/users?open=${person.id}`}>{person.name ?? person.email ?? t('bookings.gone')}</TextLink>;
}

/** Whose it is, of what and when, and where else it is written about. */
export function BookingFacts({ booking }: { booking: WholeBooking }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { listing, starts_at, ends_at, client, owner, partner } = booking;
  const zone = listing.time_zone ?? BROWSER_ZONE;
  const partnerName = partner && 'name' in partner ? String(partner.name) : null;
  return (
    <Facts
      facts={[
        { name: t('bookings.status'), value: <StatusBadge status={booking.status} /> },
        { name: t('bookings.payment'), value: t(`bookings.paymentIs.${booking.payment_status}`) },
        { name: t('bookings.kind'), value: word('kind', booking.kind) },
        {
          name: t('bookings.window'),
          value: starts_at && ends_at && (
            <>
              <Moment at={starts_at} timeZone={zone} /> – <Moment at={ends_at} timeZone={zone} zoned />
            </>
          ),
        },
        {
          name: t('bookings.places'),
          value: booking.lines?.map(({ name, quantity }) => `${quantity} × ${name ?? t('bookings.place')}`).join(', '),
        },
        { name: t('bookings.client'), value: client ? <PersonLink person={client} /> : partnerName },
        { name: t('bookings.owner'), value: <PersonLink person={owner} /> },
        { name: t('bookings.made'), value: <Stamp at={booking.created_at} /> },
        { name: t('bookings.cancelReason'), value: booking.cancel_reason },
        { name: t('bookings.paymentId'), value: booking.payment_id && <Code>{booking.payment_id}</Code> },
        { name: t('bookings.sessionId'), value: booking.session_id && <Code>{booking.session_id}</Code> },
        {
          name: t('users.more'),
          value: (
            <span className="flex flex-col gap-2">
              <TextLink to={`/admin/audit?booking=${booking.id}`}>{t('bookings.audit')}</TextLink>
              <TextLink to={`/admin/webhooks?booking=${booking.id}`}>{t('bookings.webhooks')}</TextLink>
              <TextLink to={`/admin/bookings?listing=${listing.id}`}>{t('bookings.sameListing')}</TextLink>
            </span>
          ),
        },
      ]}
    />
  );
}
