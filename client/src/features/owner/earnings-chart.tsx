import { useTranslation } from 'react-i18next';
import { LazyChart } from '@/components/desk/lazy-chart';
import { Card } from '@/components/ui/card';
import type { Group } from './report-address';
import { pointsOf } from './report-rows';
import type { EarningsRow } from './types';

// More listings than this are better read in the table below.
const BARS = 12;

type EarningsChartProps = { rows?: readonly EarningsRow[]; currency: string; group: Group };

/** What was paid and what of it stays with the owner, side by side. */
export function EarningsChart({ rows, currency, group }: EarningsChartProps) {
  const { t } = useTranslation('owner');
  const shown = group === 'listing' ? rows?.slice(0, BARS) : rows;
  return (
    <Card aria-label={t('earnings.chart')}>
      <LazyChart
        kind="bar"
        caption={t('earnings.chart')}
        pointsName={t(`earnings.by.${group}`)}
        {...pointsOf(shown ?? [], group)}
        unit={{ currency }}
        series={
          shown && [
            { key: 'net', name: t('earnings.sum.net'), values: shown.map(({ net }) => net.amount) },
            { key: 'gross', name: t('earnings.sum.gross'), values: shown.map(({ gross }) => gross.amount) },
          ]
        }
      />
    </Card>
  );
}
