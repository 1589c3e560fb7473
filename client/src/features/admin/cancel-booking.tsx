import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Money } from '@/components/ui/money';
import { Segmented } from '@/components/ui/segmented';
import { formatMoney } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { useCancelAdminsBookingMutation, usePreviewAdminsCancellationQuery, type WholeBooking } from './api';
import { toMinor } from './minor-units';
import { MoneyField } from './money-field';
import { ReasonAct } from './reason-act';
import { useIntentKey } from './use-intent-key';

const RULES = ['policy', 'full', 'none', 'amount'] as const;
type Rule = (typeof RULES)[number];

/** Cancels a booking with the refund that is chosen and shown before, or lets a hold go. */
export function CancelBooking({ booking }: { booking: WholeBooking }) {
  return booking.status === 'pending' ? <ReleaseHold booking={booking} /> : <CancelPaid booking={booking} />;
}

function useCancel(bookingId: string) {
  const [cancel] = useCancelAdminsBookingMutation();
  const { keyFor, answered } = useIntentKey();
  return async (adminsCancel: Parameters<typeof cancel>[0]['adminsCancel']) => {
    const answer = await cancel({ bookingId, adminsCancel, 'Idempotency-Key': keyFor(adminsCancel) });
    answered(answer.error);
    return answer;
  };
}

function ReleaseHold({ booking: { id, listing, client } }: { booking: WholeBooking }) {
  const { t } = useTranslation('admin');
  const cancel = useCancel(id);
  return (
    <ReasonAct
      tone="bad"
      label={t('release.act')}
      title={t('release.title', { title: listing.title })}
      effect={t('release.effect', { name: client?.name ?? t('bookings.partner') })}
      confirm={t('release.act')}
      done={t('release.done')}
      run={(reason) => cancel({ refund: 'none', reason })}
    />
  );
}

function CancelPaid({ booking }: { booking: WholeBooking }) {
  const { t } = useTranslation('admin');
  const { currency } = booking.quote.total;
  const [rule, setRule] = useState<Rule>('policy');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const cancel = useCancel(booking.id);
  const amount = rule === 'amount' ? toMinor(typed, currency) : null;
  const unknown = rule === 'amount' && amount === null;
  const run = (reason: string) => {
    setAsked(true);
    if (unknown) return false as const;
    return cancel({ refund: rule, reason, ...(amount !== null && { amount: { amount, currency } }) });
  };
  return (
    <ReasonAct
      tone="bad"
      label={t('cancel.act')}
      title={t('cancel.title', { title: booking.listing.title })}
      effect={t('cancel.effect', { name: booking.client?.name ?? t('bookings.partner') })}
      confirm={t('cancel.act')}
      done={t('cancel.done')}
      run={run}
      onOpen={() => setAsked(false)}
    >
      <Segmented
        label={t('cancel.refund')}
        options={RULES.map((value) => ({ value, label: t(`cancel.rule.${value}`) }))}
        value={rule}
        onChange={setRule}
      />
      {rule === 'amount' && (
        <MoneyField
          label={t('amount')}
          currency={currency}
          value={typed}
          onChange={setTyped}
          error={asked && unknown ? t('amountMissing') : undefined}
        />
      )}
      <Preview bookingId={booking.id} rule={rule} amount={amount} currency={currency} />
    </ReasonAct>
  );
}

type PreviewProps = { bookingId: string; rule: Rule; amount: number | null; currency: string };

/** What goes back and what is kept, as the server will do it. */
function Preview({ bookingId, rule, amount, currency }: PreviewProps) {
  const { t } = useTranslation('admin');
  const words = useProblemWords();
  const question =
    rule === 'amount'
      ? amount === null
        ? skipToken
        : { bookingId, refund: rule, amount, currency }
      : { bookingId, refund: rule };
  const { currentData, error } = usePreviewAdminsCancellationQuery(question, { refetchOnMountOrArgChange: true });
  if (question === skipToken) return null;
  if (error) return <p className="font-medium text-bad text-sm">{words(asProblem(error)).detail}</p>;
  const split = currentData?.split;
  return (
    <div className="rounded-control bg-sunken p-4" aria-live="polite">
      <p className="flex justify-between gap-4 font-semibold">
        <span>{t('cancel.back')}</span> {currentData ? <Money of={currentData.refund} /> : <Bone width="4rem" />}
      </p>
      <p className="flex justify-between gap-4 text-ink-soft">
        <span>{t('cancel.kept')}</span> {currentData ? <Money of={currentData.kept} /> : <Bone width="4rem" />}
      </p>
      <p className="text-ink-faint text-sm">
        {split ? (
          t('cancel.split', {
            owner: formatMoney(split.price),
            fee: formatMoney(split.service_fee),
            tax: formatMoney(split.tax),
          })
        ) : (
          <Bone width="14rem" />
        )}
      </p>
    </div>
  );
}
