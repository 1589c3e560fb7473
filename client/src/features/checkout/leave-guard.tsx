import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { useCancelBookingMutation } from '@/lib/api';
import { formatTime } from '@/lib/format';
import type { Booking } from '@/lib/types';
import { BROWSER_ZONE } from '@/lib/zone';

type GuardProps = {
  booking: Booking;
  /** False while the payment page is being opened: that is no leaving. */
  armed: RefObject<boolean>;
};

/** Leaving with a live hold asks once: keep it, which it says until when, or release it. */
export function LeaveGuard({ booking, armed }: GuardProps) {
  const { t } = useTranslation('checkout');
  const { id: bookingId, listing, expires_at: until, server_time: now } = booking;
  const [release] = useCancelBookingMutation();
  const [busy, setBusy] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      armed.current &&
      currentLocation.pathname !== nextLocation.pathname &&
      // A lost session sends to the sign-in and back; the hold stays what it was.
      !nextLocation.pathname.startsWith('/login') &&
      !nextLocation.pathname.startsWith(`/checkout/${bookingId}`),
  );
  const opener = useOpener(blocker.state === 'blocked');

  const releaseAndLeave = async () => {
    setBusy(true);
    // A release that fails loses nothing: the hold ends by itself in minutes.
    await release({ bookingId, cancel: {} });
    setBusy(false);
    blocker.proceed?.();
  };

  return (
    <LazyDialog
      open={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      returnFocus={opener}
      title={t('leave.title')}
      lead={t('leave.lead', { title: listing.title, time: formatTime(until ?? now, BROWSER_ZONE) })}
    >
      <div className="flex flex-col gap-3">
        <Button onClick={() => blocker.proceed?.()}>{t('leave.keep')}</Button>
        <Button tone="plain" busy={busy} onClick={releaseAndLeave}>
          {t('leave.release')}
        </Button>
        <Button tone="quiet" onClick={() => blocker.reset?.()}>
          {t('leave.stay')}
        </Button>
      </div>
    </LazyDialog>
  );
}

/** What had focus when the dialog came, so that "stay" gives it back. */
function useOpener(open: boolean): RefObject<HTMLElement | null> {
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (open) opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  }, [open]);
  return opener;
}
