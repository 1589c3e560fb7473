import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { formatMoment } from '@/lib/format';
import type { Booking } from '@/lib/types';
import { CancelForm } from './cancel-form';

/** Names the object and the effect before anything is asked of the server. */
export function CancelAct({ booking, tone = 'plain' }: { booking: Booking; tone?: 'plain' | 'quiet' }) {
  const { t } = useTranslation('bookings');
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const kind = booking.status === 'pending' ? 'release' : 'cancel';
  const { starts_at: startsAt, listing } = booking;
  const { title, time_zone: zone } = listing;
  const what = startsAt ? t('what', { title, moment: formatMoment(startsAt, zone) }) : title;
  const close = () => setOpen(false);
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
        {open && <CancelForm booking={booking} onDone={close} />}
      </LazyDialog>
    </>
  );
}
