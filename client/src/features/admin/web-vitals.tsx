import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { formatNumber } from '@/lib/format';
import type { WebVital } from './admin-api.gen';
import { StateMark } from './state-mark';

// What Google calls good, and what it calls poor, at the 75th percentile.
const BOUNDS: Record<WebVital['metric'], [good: number, poor: number]> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
};

type Verdict = 'good' | 'fair' | 'poor' | 'unknown';
const TONES = { good: 'good', fair: 'wait', poor: 'bad', unknown: 'plain' } as const;

function verdictOf({ metric, p75 }: WebVital): Verdict {
  if (p75 === null) return 'unknown';
  const [good, poor] = BOUNDS[metric];
  if (p75 <= good) return 'good';
  return p75 <= poor ? 'fair' : 'poor';
}

function shown({ unit, p75 }: WebVital): string {
  if (p75 === null) return '–';
  if (unit === 'score') return formatNumber(p75, { maximumFractionDigits: 3 });
  return formatNumber(Math.round(p75), { style: 'unit', unit: 'millisecond' });
}

/** How fast pages were for three of four visits, as browsers have told. */
export function WebVitals({ vitals }: { vitals: readonly WebVital[] }) {
  const { t } = useTranslation('admin');
  if (vitals.length === 0) return null;
  return (
    <Card aria-labelledby="vitals" className="flex flex-col gap-4">
      <div>
        <h2 id="vitals" className="font-semibold text-lg">
          {t('vitals.title')}
        </h2>
        <p className="text-ink-soft">{t('vitals.lead')}</p>
      </div>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-5">
        {vitals.map((vital) => (
          <div key={vital.metric} className="flex flex-col items-start gap-1">
            <dt className="text-ink-soft text-sm">{t(`vitals.metric.${vital.metric}`)}</dt>
            <dd className="flex flex-col items-start gap-1">
              <span className="figures font-semibold text-xl">{shown(vital)}</span>
              <StateMark tone={TONES[verdictOf(vital)]}>{t(`vitals.is.${verdictOf(vital)}`)}</StateMark>
              <span className="text-ink-faint text-sm">{t('vitals.visits', { count: vital.count })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
