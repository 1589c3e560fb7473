import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sparkline } from '@/components/desk/sparkline';
import { Resource } from '@/components/ui/resource';
import { formatMoney } from '@/lib/format';
import type { EarningsReport } from './admin-api.gen';
import { useGetPlatformRevenueQuery } from './api';
import { lastDays } from './last-days';
import { LinkedStat } from './linked-stat';
import { GLANCED, quiet } from './live';

const DAYS = 30;

/** What came in and what of it is the platform's, in thirty days. */
export function RevenueStats() {
  const [asked] = useState(() => lastDays(DAYS));
  const query = quiet(useGetPlatformRevenueQuery({ ...asked, groupBy: 'day' }, GLANCED));
  return (
    <Resource query={query} skeleton={<Sums asked={asked} />}>
      {(revenue) => <Sums asked={asked} revenue={revenue} />}
    </Resource>
  );
}

function Sums({ asked: { from, to }, revenue }: { asked: { from: string; to: string }; revenue?: EarningsReport }) {
  const { t } = useTranslation('admin');
  const totals = revenue?.totals.length === 0 ? [null] : (revenue?.totals ?? [undefined]);
  const report = `/admin/reports?from=${from}&to=${to}`;
  return (
    <dl className="grid gap-4 sm:grid-cols-2">
      {totals.map((sums) => (
        <LinkedStat
          key={sums?.currency ?? 'none'}
          label={t('figures.gross', { count: DAYS })}
          value={sums === null ? '–' : sums && formatMoney(sums.gross)}
          hint={sums && t('figures.paymentsOf', { payments: sums.payments, refunds: sums.refunds })}
          to={report}
        >
          {sums && revenue && <Course revenue={revenue} currency={sums.currency} of="gross" />}
        </LinkedStat>
      ))}
      {totals.map((sums) => (
        <LinkedStat
          key={`fees ${sums?.currency ?? 'none'}`}
          label={t('figures.fees', { count: DAYS })}
          value={sums === null ? '–' : sums && formatMoney(sums.fees)}
          hint={sums && t('figures.refunded', { amount: formatMoney(sums.refunded) })}
          to={report}
        >
          {sums && revenue && <Course revenue={revenue} currency={sums.currency} of="fees" />}
        </LinkedStat>
      ))}
    </dl>
  );
}

type CourseProps = { revenue: EarningsReport; currency: string; of: 'gross' | 'fees' };

function Course({ revenue, currency, of }: CourseProps) {
  const { t } = useTranslation('admin');
  const values = revenue.rows.filter((row) => row.currency === currency).map((row) => row[of].amount);
  const highest = formatMoney({ amount: Math.max(...values), currency });
  return <Sparkline values={values} label={t('figures.course', { highest })} />;
}
