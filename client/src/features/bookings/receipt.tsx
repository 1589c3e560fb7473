import { useTranslation } from 'react-i18next';
import { useLineWords } from '@/components/ui/price-words';
import { formatLongMoment, formatMoney } from '@/lib/format';
import type { Booking, User } from '@/lib/types';
import { refundedOf } from './refunded';

/** One sheet of paper: who, what, when, how much, and what went back. It shows in print only. */
export function Receipt({ booking, user }: { booking: Booking; user: User }) {
  const { t } = useTranslation(['bookings', 'common']);
  const { listing, quote, starts_at: from, ends_at: to, lines } = booking;
  const zone = listing.time_zone;
  const wordsOf = useLineWords(quote);
  const refunded = refundedOf(booking);
  const paidAt = booking.history.find(({ trigger }) => trigger === 'paid')?.at;
  const place = [listing.venue, listing.city, listing.state].filter(Boolean).join(', ');
  return (
    <section aria-label={t('receipt.title')} className="hidden text-[11pt] leading-normal print:block">
      <p className="font-semibold text-[14pt]">{t('common:brand')}</p>
      <h2 className="mt-4 font-semibold text-[18pt]">{t('receipt.title')}</h2>
      <dl className="mt-4 grid grid-cols-[10rem_1fr] gap-y-1">
        <Fact name={t('receipt.number')} value={booking.id} />
        <Fact name={t('receipt.for')} value={`${user.name}, ${user.email}`} />
        <Fact name={t('receipt.what')} value={listing.title} />
        {place && <Fact name={t('receipt.where')} value={place} />}
        {from && to && <Fact name={t('receipt.from')} value={formatLongMoment(from, zone)} />}
        {from && to && <Fact name={t('receipt.to')} value={formatLongMoment(to, zone)} />}
        {lines?.map((line) => (
          <Fact key={line.section_id} name={line.name ?? t('receipt.places')} value={`${line.quantity} ×`} />
        ))}
        <Fact name={t('receipt.state')} value={t(`common:status.${booking.status}`)} />
        {paidAt && <Fact name={t('receipt.paidAt')} value={formatLongMoment(paidAt, zone)} />}
      </dl>
      <table className="mt-6 w-full border-collapse">
        <tbody>
          {quote.lines.map((line) => (
            <Sum key={line.code} name={wordsOf(line)} value={formatMoney(line.amount)} />
          ))}
          <Sum strong name={t('common:price.total')} value={formatMoney(quote.total)} />
          {refunded && <Sum name={t('refundLine')} value={`−${formatMoney(refunded)}`} />}
          {refunded && (
            <Sum
              strong
              name={t('receipt.left')}
              value={formatMoney({ ...quote.total, amount: quote.total.amount - refunded.amount })}
            />
          )}
        </tbody>
      </table>
      <p className="mt-4">{quote.total.amount === 0 ? t('free') : t(`payment.${booking.payment_status}`)}</p>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="wrap-anywhere font-semibold">{value}</dd>
    </>
  );
}

function Sum({ name, value, strong }: { name: string; value: string; strong?: boolean }) {
  return (
    <tr className={strong ? 'border-edge border-t font-semibold' : undefined}>
      <th scope="row" className={strong ? 'py-1 text-left font-semibold' : 'py-1 text-left font-normal'}>
        {name}
      </th>
      <td className="figures py-1 text-right">{value}</td>
    </tr>
  );
}
