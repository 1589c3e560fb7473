import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSecondsLeft } from '@/components/ui/countdown';
import { LIVE_HOLD, useListBookingsQuery } from '@/lib/api';
import { formatCountdown } from '@/lib/format';

/** A live hold follows the client through every page, one press from its checkout. */
export function HoldChip() {
  const { pathname } = useLocation();
  const { data } = useListBookingsQuery(LIVE_HOLD, { refetchOnFocus: true });
  const hold = data?.items[0];
  if (!hold?.expires_at || pathname.startsWith('/checkout/')) return null;
  return <Chip id={hold.id} until={hold.expires_at} title={hold.listing.title} />;
}

function Chip({ id, until, title }: { id: string; until: string; title: string }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(until);
  if (left === 0) return null;
  return (
    <Link
      to={`/checkout/${id}`}
      className="flex min-h-10 items-center gap-1.5 rounded-full bg-amber-soft px-3 font-semibold text-amber"
    >
      <Timer className="size-4" aria-hidden="true" />
      <span className="sr-only">{t('hold.chip', { title })}</span>
      <span className="figures">{formatCountdown(left)}</span>
    </Link>
  );
}
