import { useTranslation } from 'react-i18next';
import { CountdownRing, SpokenCountdown, useSecondsLeft } from '@/components/ui/countdown';
import { formatTime, zoneName } from '@/lib/format';
import type { Booking } from '@/lib/types';
import { BROWSER_ZONE } from '@/lib/zone';

type ClockProps = { booking: Booking; onEnd: () => void };

/** The time that is left to pay, by the server's clock. */
export function HoldClock({ booking, onEnd }: ClockProps) {
  const { t } = useTranslation('checkout');
  const { kind, listing, created_at: placedAt } = booking;
  const { title } = listing;
  const expiresAt = booking.expires_at ?? booking.server_time;
  const seconds = useSecondsLeft(expiresAt, onEnd);
  // A deadline of the reader's, wherever the place is: it is told by the clock that they look at.
  const time = `${formatTime(expiresAt, BROWSER_ZONE)} ${zoneName(expiresAt, BROWSER_ZONE)}`;
  const whole = (Date.parse(expiresAt) - Date.parse(placedAt)) / 1000;
  return (
    <div className="flex items-center gap-5 rounded-card bg-amber-soft p-5">
      <CountdownRing seconds={seconds} whole={whole} />
      <div className="min-w-0">
        <h2 className="font-semibold text-xl">{t(`clock.title.${kind}`)}</h2>
        <p className="text-ink-soft">{t(`clock.text.${kind}`, { title, time })}</p>
        {seconds <= 60 && seconds > 0 && <p className="mt-1 font-semibold text-bad">{t('clock.lastMinute')}</p>}
      </div>
      <SpokenCountdown seconds={seconds} />
    </div>
  );
}
