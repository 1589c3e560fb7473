import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { formatCountdown } from '@/lib/format';
import { guestOf, zoneOf } from './guest';
import type { OwnerBooking } from './types';

type HoldsNowProps = { holds?: readonly OwnerBooking[]; total?: number; linkTo: (booking: OwnerBooking) => string };

/** Who is about to pay: each hold with the time that it has left by the server's clock. */
export function HoldsNow({ holds, total = 0, linkTo }: HoldsNowProps) {
  const { t } = useTranslation('owner');
  const more = holds ? total - holds.length : 0;
  return (
    <Card aria-labelledby="holds" className="flex flex-col gap-4">
      <h2 id="holds" className="flex items-center gap-2.5 font-semibold text-xl">
        <Timer className="size-5 text-brand" aria-hidden="true" />
        {t('today.holds')}
      </h2>
      {holds?.length === 0 && <p className="h-28 text-ink-soft">{t('today.noHolds')}</p>}
      {holds?.length !== 0 && (
        <ul
          aria-labelledby="holds"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
          tabIndex={0}
          className="flex h-28 flex-col overflow-y-auto"
        >
          {holds?.map((hold) => <HoldRow key={hold.id} hold={hold} to={linkTo(hold)} />) ?? (
            <li className="min-h-14">
              <Bone width="12rem" />
            </li>
          )}
        </ul>
      )}
      {more > 0 && (
        <Link to="/owner/bookings?status=pending" className="font-medium text-brand underline underline-offset-4">
          {t('today.moreHolds', { count: more })}
        </Link>
      )}
    </Card>
  );
}

function HoldRow({ hold, to }: { hold: OwnerBooking; to: string }) {
  const { t } = useTranslation('owner');
  const seconds = useSecondsLeft(hold.expires_at ?? hold.server_time);
  return (
    <li>
      <Link
        to={to}
        className="-mx-2 flex min-h-14 items-center gap-4 rounded-control px-2 py-1.5 hover:bg-sunken"
        preventScrollReset
      >
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{hold.listing.title}</span>
          <span className="block text-ink-soft text-sm">
            {guestOf(hold) ?? t('nobody')}
            {hold.starts_at && (
              <>
                {' · '}
                <Moment at={hold.starts_at} timeZone={zoneOf(hold)} />
              </>
            )}
          </span>
        </span>
        <span className="shrink-0 text-right">
          <Money of={hold.quote.total} className="block font-semibold" />
          {seconds > 0 ? (
            <span role="timer" aria-label={t('today.timeLeft')} className="figures text-amber text-sm">
              {formatCountdown(seconds)}
            </span>
          ) : (
            <span className="text-ink-faint text-sm">{t('today.holdOver')}</span>
          )}
        </span>
      </Link>
    </li>
  );
}
