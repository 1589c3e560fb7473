import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { useCancelBookingMutation, usePreviewCancellationQuery } from '@/lib/api';
import { formatMoment, formatMoney } from '@/lib/format';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Booking } from '@/lib/types';

/** Names the object and the effect, waits for the server, and only then says it is done. */
export function CancelAct({ booking, tone = 'plain' }: { booking: Booking; tone?: 'plain' | 'quiet' }) {
  const { t } = useTranslation('bookings');
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancel, { isLoading }] = useCancelBookingMutation();
  const opener = useRef<HTMLButtonElement>(null);
  const held = booking.status === 'pending';
  const kind = held ? 'release' : 'cancel';

  const close = () => {
    setOpen(false);
    setProblem(null);
  };
  const confirm = async () => {
    const answer = await cancel({ bookingId: booking.id, cancel: {} });
    if (answer.error) setProblem(asProblem(answer.error));
    else close();
  };

  const { starts_at: startsAt, listing } = booking;
  const { title, time_zone: zone } = listing;
  const what = startsAt ? t('what', { title, moment: formatMoment(startsAt, zone) }) : title;
  return (
    <>
      <Button ref={opener} tone={tone} onClick={() => setOpen(true)}>
        {t(`${kind}.act`)}
      </Button>
      <LazyDialog
        open={open}
        onClose={close}
        returnFocus={opener}
        title={t(`${kind}.title`)}
        lead={t(`${kind}.effect`, { what })}
      >
        {!held && open && booking.quote.total.amount > 0 && <Refund booking={booking} />}
        {problem && <CancelProblem problem={problem} />}
        <div className="flex flex-col gap-3 sm:flex-row-reverse">
          <Button tone="bad" busy={isLoading} onClick={confirm}>
            {isLoading ? t('working') : t(`${kind}.confirm`)}
          </Button>
          <Button tone="plain" onClick={close}>
            {t('keep')}
          </Button>
        </div>
      </LazyDialog>
    </>
  );
}

/** What comes back, as the server will do it: asked for when the dialog opens, because it depends on the hour. */
function Refund({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { data } = usePreviewCancellationQuery({ bookingId: booking.id }, { refetchOnMountOrArgChange: true });
  // Places that were cancelled before have had their money.
  const { total: paid } = booking.remainder ?? booking.quote;
  const total = formatMoney(paid);
  const whole = data?.refund.amount === paid.amount;
  return (
    <div role="status" className="min-h-12">
      <p className="font-semibold">
        {data
          ? t(whole ? 'cancel.refundWhole' : 'cancel.refund', { refund: formatMoney(data.refund), total })
          : t('cancel.asking')}
      </p>
      {data?.free_until && whole && (
        <p className="text-ink-soft">
          {t('cancel.freeUntil', { moment: formatMoment(data.free_until, booking.listing.time_zone) })}
        </p>
      )}
    </div>
  );
}

function CancelProblem({ problem }: { problem: Problem }) {
  const words = useProblemWords()(problem);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      <p>{words.detail}</p>
      <RequestId id={words.requestId} />
    </Notice>
  );
}
