import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '@/components/desk/reason-dialog';
import { Button } from '@/components/ui/button';
import { formatMoment, formatMoney } from '@/lib/format';
import { newKey } from '@/lib/idempotency';
import { asProblem, type Problem } from '@/lib/problem';
import { useCancelOwnersBookingMutation, usePreviewOwnersCancellationQuery } from './api';
import { guestOf, zoneOf } from './guest';

import type { OwnerBookingDetail } from './types';

/** Cancels for good: says before what goes back, to the cent, and asks for a reason, which the client reads. */
export function CancelAct({ booking }: { booking: OwnerBookingDetail }) {
  const { t } = useTranslation('owner');
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancel, { isLoading }] = useCancelOwnersBookingMutation();
  const preview = usePreviewOwnersCancellationQuery(
    { bookingId: booking.id },
    { skip: !open, refetchOnMountOrArgChange: true },
  );
  const opener = useRef<HTMLButtonElement>(null);
  // One wish, one key: whoever sends it again, after a lost answer, cancels once.
  const key = useRef(newKey());
  const refund = preview.currentData?.refund;

  const close = () => {
    setOpen(false);
    setProblem(null);
  };
  const confirm = async (reason: string) => {
    const answer = await cancel({ bookingId: booking.id, 'Idempotency-Key': key.current, ownersCancel: { reason } });
    if (!answer.error) return close();
    const refused = asProblem(answer.error);
    if (refused.status >= 400 && refused.status < 500) key.current = newKey();
    setProblem(refused);
  };
  const whose = t('cancel.whose', {
    title: booking.listing.title,
    guest: guestOf(booking) ?? t('nobody'),
    moment: formatMoment(booking.starts_at ?? booking.created_at, zoneOf(booking)),
  });
  return (
    <>
      <Button ref={opener} tone="plain" onClick={() => setOpen(true)}>
        {t('cancel.act')}
      </Button>
      <ReasonDialog
        open={open}
        onClose={close}
        returnFocus={opener}
        title={t('cancel.title')}
        effect={
          <>
            <span className="block">{whose}</span>
            <span role="status" className="block min-h-6 font-semibold text-ink">
              {refund ? t('cancel.effect', { refund: formatMoney(refund) }) : t('cancel.asking')}
            </span>
          </>
        }
        confirm={t('cancel.confirm')}
        onConfirm={confirm}
        busy={isLoading}
        problem={problem ?? (preview.error ? asProblem(preview.error) : null)}
      />
    </>
  );
}
