import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/stat';
import { formatMoney, formatNumber } from '@/lib/format';
import type { UpcomingReport } from './types';

/** How many bookings are to come, and what they leave the owner. */
export function ToCome({ report }: { report?: UpcomingReport }) {
  const { t } = useTranslation('owner');
  const sums = report?.totals.money.map(({ net }) => formatMoney(net)).join(' + ');
  return (
    <dl className="grid">
      <Stat
        label={t('today.toCome')}
        value={report && formatNumber(report.totals.bookings)}
        hint={
          // Two lines on a phone, where the sum may need them.
          <span className="block max-sm:min-h-10">
            {sums ? t('today.toComeNet', { sum: sums }) : t('today.toComeHint')}
          </span>
        }
      />
    </dl>
  );
}
