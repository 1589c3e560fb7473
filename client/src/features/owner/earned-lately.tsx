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
        <Stat label={label} value={undefined} hint={<Hint>{t('today.earnedHint')}</Hint>}>
          <NoCourse />
        </Stat>
      )}
      {report?.totals.length === 0 && (
        <Stat label={label} value="–" hint={<Hint>{t('today.nothingEarned')}</Hint>}>
          <NoCourse />
        </Stat>
      )}
      {report?.totals.map(({ currency, net }) => {
        const values = netByDay(report, currency);
        const words = t('today.sparkline', { total: formatMoney(net), count: values.length });
        return (
          <Stat key={currency} label={label} value={formatMoney(net)} hint={<Hint>{t('today.earnedHint')}</Hint>}>
            <Sparkline values={values} label={words} />
          </Stat>
        );
      })}
    </dl>
  );
}

/** Two lines on a phone, whichever words come. */
const Hint = ({ children }: { children: string }) => <span className="block max-sm:min-h-10">{children}</span>;

/** As tall as a course, which may still come. */
const NoCourse = () => <div className="h-7" />;

function netByDay(report: EarningsReport, currency: string): number[] {
  const rows = report.rows.filter((row) => row.currency === currency);
  const nets = new Map(rows.map(({ from, net }) => [from, net.amount]));
  return daysIn(report).map((day) => nets.get(day) ?? 0);
}
