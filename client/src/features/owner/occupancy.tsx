import { useTranslation } from 'react-i18next';
import { LazyChart } from '@/components/desk/lazy-chart';
import { Stat } from '@/components/desk/stat';
import { Card } from '@/components/ui/card';
import { formatMoney, formatNumber } from '@/lib/format';
import type { Group } from './report-address';
import { pointsOf } from './report-rows';
import type { OccupancyReport } from './types';

const PERCENT = { style: 'percent', maximumFractionDigits: 1 } as const;
// More listings than this are better read in the file.
const BARS = 12;
const UNITS = ['seconds', 'places'] as const;

/** How far things were used, and what a day of them brought. */
export function Occupancy({ report, group }: { report?: OccupancyReport; group: Group }) {
  const { t } = useTranslation('owner');
  const totals = UNITS.flatMap(
    (unit) => report?.totals.filter((total) => total.unit === unit && total.share !== null) ?? [],
  );
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {!report && <Stat label={t('occupancy.share.seconds')} value={undefined} />}
        {totals.map(({ unit, share }) => (
          <Stat
            key={unit}
            label={t(`occupancy.share.${unit}`)}
            value={formatNumber(share ?? 0, PERCENT)}
            hint={t(`occupancy.shareHint.${unit}`)}
          />
        ))}
        {totals
          .flatMap(({ earned }) => earned)
          .map(({ currency, net_per_day }) => (
            <Stat
              key={currency}
              label={t('occupancy.perDay')}
              value={net_per_day ? formatMoney(net_per_day) : '–'}
              hint={t('occupancy.perDayHint')}
            />
          ))}
      </dl>
      <Card>
        <Shares report={report} group={group} />
      </Card>
    </div>
  );
}

const offered = (report?: OccupancyReport) => report?.rows.filter(({ share }) => share !== null) ?? [];

function Shares({ report, group }: { report?: OccupancyReport; group: Group }) {
  const { t } = useTranslation('owner');
  const rows = group === 'listing' ? offered(report).slice(0, BARS) : (report?.rows ?? []);
  // By period, what is had by time and what has places are two rows of one point.
  const units = UNITS.filter((unit) => offered(report).some((row) => row.unit === unit));
  const heads = group === 'listing' ? rows : rows.filter(({ unit }) => unit === units[0]);
  const shareOf = (head: (typeof rows)[number], unit: string) =>
    (group === 'listing' ? [head] : rows).find((row) => row.unit === unit && row.period === head.period)?.share ?? null;
  return (
    <LazyChart
      kind={group === 'listing' ? 'bar' : 'line'}
      caption={t('occupancy.title')}
      pointsName={t(`earnings.by.${group}`)}
      {...pointsOf(heads, group)}
      unit="percent"
      series={
        report &&
        units.map((unit) => ({
          key: unit,
          name: t(`occupancy.share.${unit}`),
          values: heads.map((head) => shareOf(head, unit)),
        }))
      }
    />
  );
}
