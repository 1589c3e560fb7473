import { CreditCard } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActBar } from '@/components/ui/act-bar';
import { Button } from '@/components/ui/button';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { useCreateCheckoutMutation } from '@/lib/api';
import { formatCountdown, formatMoney } from '@/lib/format';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Booking } from '@/lib/types';

/** Only web addresses are followed; anything else in the answer would be someone's mistake or malice. */
function goTo(address: string): void {
  const url = new URL(address, window.location.origin);
  if (url.protocol === 'https:' || url.protocol === 'http:') window.location.assign(url);
}

type PayProps = { booking: Booking; onLeave: () => void };

/**
 * Opens the payment page. Pressing again finds the same one, so a lost answer costs nothing. On a phone it is always in
 * reach, with the time that is left.
 */
export function PayButton({ booking, onLeave }: PayProps) {
  const { t } = useTranslation('checkout');
  const [create] = useCreateCheckoutMutation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const left = useSecondsLeft(booking.expires_at ?? booking.server_time);

  const pay = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { checkout_url } = await create({ bookingId: booking.id }).unwrap();
      onLeave();
      goTo(checkout_url);
    } catch (error) {
      setBusy(false);
      setProblem(asProblem(error));
    }
  };

  return (
    <div className="flex flex-col gap-3">
      <ActBar
        sum={formatCountdown(left)}
        note={
          <span aria-hidden="true" className="lg:hidden">
            {t('pay.left')}
          </span>
        }
        act={
          <Button size="large" className="w-full min-w-0" busy={busy} onClick={pay}>
            {!busy && <CreditCard className="size-5 max-sm:hidden" aria-hidden="true" />}
            {busy ? t('pay.opening') : t('pay.act', { total: formatMoney(booking.quote.total) })}
          </Button>
        }
      >
        {problem && <PayProblem problem={problem} />}
      </ActBar>
      <p className="text-center text-ink-faint text-sm">{t('pay.note')}</p>
    </div>
  );
}

function PayProblem({ problem }: { problem: Problem }) {
  const words = useProblemWords()(problem);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      <p>{words.detail}</p>
      <RequestId id={words.requestId} />
    </Notice>
  );
}
