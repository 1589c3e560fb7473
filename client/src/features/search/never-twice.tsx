import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { formatMoment, formatNumber } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import { useGetStatsQuery } from './stats-api';

// The auditor looks every hour; a page that stays open keeps up with it.
const LIVE = { pollingInterval: 60_000, skipPollingIfUnfocused: true } as const;

/** How often something was sold twice, as the auditor last counted it in the database. Without its word, nothing. */
export function NeverTwice() {
  const { t } = useTranslation('search');
  const { data, isLoading } = useGetStatsQuery(undefined, LIVE);
  const audit = data?.double_bookings;
  return (
    <p className="flex min-h-20 items-center gap-4 rounded-card border border-line bg-surface p-5 sm:min-h-0">
      <ShieldCheck className="size-8 shrink-0 text-brand" aria-hidden="true" />
      <span className="flex min-w-0 flex-col">
        <span className="font-semibold text-lg">
          {audit ? t('never.found', { count: audit.found }) : isLoading ? <Bone width="12rem" /> : t('never.unknown')}
        </span>
        <span className="text-ink-soft text-sm">
          {data && audit ? (
            t('never.of', {
              count: data.bookings,
              bookings: formatNumber(data.bookings),
              moment: formatMoment(audit.looked_at, BROWSER_ZONE),
            })
          ) : isLoading ? (
            <Bone width="18rem" />
          ) : (
            t('never.promise')
          )}
        </span>
      </span>
    </p>
  );
}
