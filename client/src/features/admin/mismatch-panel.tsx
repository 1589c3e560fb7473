import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Bone } from '@/components/ui/bone';
import { Money } from '@/components/ui/money';
import { Resource } from '@/components/ui/resource';
import { StatusBadge } from '@/components/ui/status-badge';
import { type Mismatch, useGetAnyBookingQuery, useGetMismatchQuery } from './api';
import { Decisions } from './decisions';
import { Code, Facts, Section, TextLink } from './facts';
import { LOOKED_UP } from './live';
import { ledgerOf, leftOf } from './money-of';
import { PanelBones } from './panel-bones';
import { Stamp } from './stamp';
import { useWord } from './use-word';
import { Who } from './who';

/** What Stripe says beside what we say, and what may be decided about it. */
export function MismatchPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const query = useGetMismatchQuery({ mismatchId: id ?? '' }, { ...LOOKED_UP, skip: !id });
  const mismatch = id ? query.currentData : undefined;
  return (
    <LazySidePanel
      open={id !== null}
      onClose={onClose}
      title={mismatch ? word('mismatch', mismatch.kind) : t('mismatches.one')}
      lead={mismatch && t(`mismatches.meaning.${mismatch.kind}`)}
      acts={mismatch && mismatch.decisions.length > 0 && <Decisions key={mismatch.id} mismatch={mismatch} />}
    >
      <Resource query={query} className="flex flex-col gap-6" skeleton={<PanelBones />}>
        {(found) => (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <StripeSays mismatch={found} />
              <WeSay mismatch={found} />
            </div>
            <Closed mismatch={found} />
          </>
        )}
      </Resource>
    </LazySidePanel>
  );
}

const SIDE = 'flex min-w-0 flex-col gap-3 rounded-control border border-line p-4';

function StripeSays({ mismatch }: { mismatch: Mismatch }) {
  const { t } = useTranslation('admin');
  const { evidence, money, subject, payment_id } = mismatch;
  return (
    <section className={SIDE} aria-labelledby="stripe-says">
      <h3 id="stripe-says" className="font-semibold">
        {t('mismatches.stripe')}
      </h3>
      {/* The server writes its evidence down in English. */}
      <div lang="en" className="flex flex-col gap-1.5 text-[0.9375rem]">
        {evidence.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <p className="font-semibold">
        {t('mismatches.atStake')} <Money of={money} />
      </p>
      <p className="flex flex-col text-ink-soft">
        <Code>{payment_id}</Code>
        {subject !== payment_id && <Code>{subject}</Code>}
      </p>
    </section>
  );
}

function WeSay({ mismatch: { booking_id } }: { mismatch: Mismatch }) {
  const { t } = useTranslation('admin');
  const { currentData: booking, error } = useGetAnyBookingQuery(
    { bookingId: booking_id ?? '' },
    { ...LOOKED_UP, skip: !booking_id },
  );
  const currency = booking?.quote.total.currency ?? 'USD';
  return (
    <section className={SIDE} aria-labelledby="we-say">
      <h3 id="we-say" className="font-semibold">
        {t('mismatches.ours')}
      </h3>
      {!booking_id || error ? (
        <p>{t('mismatches.noBooking')}</p>
      ) : (
        <>
          <p>
            {booking ? (
              <TextLink to={`/admin/bookings?open=${booking.id}`}>{booking.listing.title}</TextLink>
            ) : (
              <Bone width="10rem" />
            )}
          </p>
          <p className="flex flex-wrap items-center gap-2">
            {booking ? <StatusBadge status={booking.status} /> : <Bone width="6rem" />}
            {booking && t(`bookings.paymentIs.${booking.payment_status}`)}
          </p>
          <p className="text-ink-soft">{booking ? booking.client?.name : <Bone width="6rem" />}</p>
          <p className="font-semibold">
            {t('ledger.left')}{' '}
            {booking ? <Money of={{ amount: leftOf(ledgerOf(booking.timeline)), currency }} /> : <Bone width="4rem" />}
          </p>
        </>
      )}
    </section>
  );
}

function Closed({ mismatch }: { mismatch: Mismatch }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { decision, decided_by, decided_by_name, note, closed_at, found_at, seen_at } = mismatch;
  return (
    <Section title={t('mismatches.course')}>
      <Facts
        facts={[
          { name: t('mismatches.found'), value: <Stamp at={found_at} /> },
          { name: t('mismatches.seen'), value: <Stamp at={seen_at} /> },
          { name: t('mismatches.closed'), value: closed_at && <Stamp at={closed_at} /> },
          { name: t('mismatches.decision'), value: decision && word('decision', decision) },
          { name: t('mismatches.by'), value: decided_by && <Who actor={decided_by} name={decided_by_name} /> },
          { name: t('mismatches.note'), value: note },
        ]}
      />
    </Section>
  );
}
