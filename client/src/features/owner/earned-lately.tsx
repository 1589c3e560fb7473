import { useTranslation } from 'react-i18next';
import { Sparkline } from '@/components/desk/sparkline';
import { Stat } from '@/components/desk/stat';
import { formatMoney } from '@/lib/format';
import { daysIn } from './ranges';
import type { EarningsReport } from './types';

/** What was earned, for each currency, with its course day by day. */
export function EarnedLately({ report }: { report?: EarningsReport }) {
  const { t } = useTranslation('owner');
  const label = t('today.earned');
  return (
    <dl className="grid gap-4">
      {!report && (
        <Stat label={label} value={undefined} hint={t('today.earnedHint')}>
          <NoCourse />
        </Stat>
      )}
      {report?.totals.length === 0 && (
        <Stat label={label} value="–" hint={t('today.nothingEarned')}>
          <NoCourse />
        </Stat>
      )}
      {report?.totals.map(({ currency, net }) => {
        const values = netByDay(report, currency);
        const words = t('today.sparkline', { total: formatMoney(net), count: values.length });
        return (
          <Stat key={currency} label={label} value={formatMoney(net)} hint={t('today.earnedHint')}>
            <Sparkline values={values} label={words} />
          </Stat>
        );
      })}
    </dl>
  );
}

/** As tall as a course, which may still come. */
const NoCourse = () => <div className="h-7" />;

function netByDay(report: EarningsReport, currency: string): number[] {
  const rows = report.rows.filter((row) => row.currency === currency);
  const nets = new Map(rows.map(({ from, net }) => [from, net.amount]));
  return daysIn(report).map((day) => nets.get(day) ?? 0);
}
