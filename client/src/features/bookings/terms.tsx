import { CircleCheck, CircleDot } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { serverNow } from '@/lib/clock';
import { formatMoment, formatNumber, zoneName } from '@/lib/format';
import type { Booking } from '@/lib/types';

const HOUR_MS = 3_600_000;
const WHOLE = 10_000; // basis points

/** The terms frozen in the booking, each step with its last moment by the clock of the place, and which of them holds now. */
export function CancellationTerms({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { starts_at: startsAt, listing, policy } = booking;
  const zone = listing.time_zone;
  const steps = policy.cancellation.tiers.map(({ hours_before_start: hours, refund_basis_points: points }) => {
    const until = startsAt ? Date.parse(startsAt) - hours * HOUR_MS : null;
    const moment = until === null ? null : new Date(until).toISOString();
    const share = formatNumber(points / WHOLE, { style: 'percent', maximumFractionDigits: 2 });
    return {
      key: hours,
      until,
      moment: moment && `${formatMoment(moment, zone)} ${zoneName(moment, zone)}`,
      points,
      share,
    };
  });
  const now = steps.find(({ until }) => until === null || serverNow() <= until);
  const stands = booking.status === 'pending' || booking.status === 'confirmed';
  const back = (points: number, share: string) => (points === WHOLE ? t('terms.whole') : t('terms.part', { share }));
  return (
    <ul className="flex flex-col gap-3">
      {steps.map((step) => (
        <Step key={step.key} now={stands && step === now}>
          <span className="block font-medium">
            {step.moment ? t('terms.until', { moment: step.moment }) : t('terms.always')}
          </span>
          {back(step.points, step.share)}
        </Step>
      ))}
      {startsAt && (
        <Step now={stands && !now}>
          <span className="block font-medium">{t('terms.after')}</span>
          {t('terms.nothing')}
        </Step>
      )}
    </ul>
  );
}

function Step({ now, children }: { now: boolean; children: ReactNode }) {
  const { t } = useTranslation('bookings');
  const Icon = now ? CircleCheck : CircleDot;
  return (
    <li className={cn('flex items-start gap-3 text-[0.9375rem]', !now && 'text-ink-soft')}>
      <Icon className={cn('mt-0.5 size-5 shrink-0', now ? 'text-brand' : 'text-ink-faint')} aria-hidden="true" />
      <span className="min-w-0">
        {children}
        {now && (
          <span className="ml-2 rounded-full bg-brand-soft px-2 py-0.5 font-semibold text-brand text-sm">
            {t('terms.now')}
          </span>
        )}
      </span>
    </li>
  );
}
