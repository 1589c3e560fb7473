import { CreditCard } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { useCreateCheckoutMutation } from '@/lib/api';
import { formatMoney } from '@/lib/format';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Booking } from '@/lib/types';

/** Only web addresses are followed; anything else in the answer would be someone's mistake or malice. */
function goTo(address: string): void {
  const url = new URL(address, window.location.origin);
  if (url.protocol === 'https:' || url.protocol === 'http:') window.location.assign(url);
}

type PayProps = { booking: Booking; onLeave: () => void };

/** Opens the payment page. Pressing again finds the same one, so a lost answer costs nothing. */
export function PayButton({ booking, onLeave }: PayProps) {
  const { t } = useTranslation('checkout');
  const [create] = useCreateCheckoutMutation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

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
      <Button size="large" className="w-full" busy={busy} onClick={pay}>
        {!busy && <CreditCard className="size-5" aria-hidden="true" />}
        {busy ? t('pay.opening') : t('pay.act', { total: formatMoney(booking.quote.total) })}
      </Button>
      {problem && <PayProblem problem={problem} />}
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
