import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { useRefundAdminsBookingMutation, type WholeBooking } from './api';
import { toMinor } from './minor-units';
import { MoneyField } from './money-field';
import { ReasonAct } from './reason-act';
import { useIntentKey } from './use-intent-key';

/** Money back for a booking that stays as it is; `left` is what there is of it, in minor units. */
export function Goodwill({ booking, left }: { booking: WholeBooking; left: number }) {
  const { t } = useTranslation('admin');
  const { currency } = booking.quote.total;
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const [refund] = useRefundAdminsBookingMutation();
  const { keyFor, answered } = useIntentKey();
  const amount = toMinor(typed, currency);
  const wrong = amount === null || amount > left;
  const most = formatMoney({ amount: left, currency });
  const send = async (goodwill: Parameters<typeof refund>[0]['goodwill']) => {
    const answer = await refund({ bookingId: booking.id, goodwill, 'Idempotency-Key': keyFor(goodwill) });
    answered(answer.error);
    return answer;
  };
  const run = (reason: string) => {
    setAsked(true);
    return amount === null || wrong ? (false as const) : send({ amount: { amount, currency }, reason });
  };
  const open = () => {
    setAsked(false);
    setTyped('');
  };
  return (
    <ReasonAct
      label={t('goodwill.act')}
      title={t('goodwill.title', { title: booking.listing.title })}
      effect={t('goodwill.effect', { name: booking.client?.name ?? t('bookings.partner') })}
      confirm={
        amount === null || wrong
          ? t('goodwill.act')
          : t('goodwill.confirm', { amount: formatMoney({ amount, currency }) })
      }
      done={t('goodwill.done')}
      run={run}
      onOpen={open}
    >
      <MoneyField
        label={t('amount')}
        currency={currency}
        value={typed}
        onChange={setTyped}
        hint={t('goodwill.most', { amount: most })}
        error={asked && wrong ? t('goodwill.wrong', { amount: most }) : undefined}
      />
    </ReasonAct>
  );
}
