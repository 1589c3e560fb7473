import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { formatMoment, formatNumber } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import { type Health, useGetHealthQuery } from './api';

const SERVICES = ['mongodb', 'redis', 'celery'] as const;
const LOOK_AGAIN_MS = 10_000;

/** Whether the parts that the promise stands on are there, and when it was last checked as a whole. */
export function HealthCards() {
  const { t } = useTranslation('lab');
  const query = useGetHealthQuery(undefined, { pollingInterval: LOOK_AGAIN_MS, skipPollingIfUnfocused: true });
  return (
    <Card aria-labelledby="health">
      <h2 id="health" className="mb-3 font-semibold text-lg">
        {t('health.title')}
      </h2>
      <Resource query={query} skeleton={<Services />}>
        {(health) => <Services health={health} />}
      </Resource>
    </Card>
  );
}

function Services({ health }: { health?: Health }) {
  const { t } = useTranslation('lab');
  return (
    <>
      <dl className="flex flex-col gap-2">
        {SERVICES.map((name) => (
          <div key={name} className="flex min-h-7 items-center justify-between gap-3">
            <dt>{t(`health.${name}`)}</dt>
            <dd className="figures text-ink-soft">
              {health ? <State {...health.services[name]} /> : <Bone width="5rem" />}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 min-h-10 text-ink-faint text-sm">
        {!health && <Bone width="12rem" />}
        {health?.verifiedAt && t('health.verified', { moment: formatMoment(health.verifiedAt, BROWSER_ZONE) })}
        {health && !health.verifiedAt && t('health.notVerified')}
      </p>
    </>
  );
}

function State({ status, latencyMs }: { status: string; latencyMs?: number | null }) {
  const { t } = useTranslation('lab');
  const well = status === 'healthy';
  const Icon = well ? CircleCheck : CircleX;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon className={`size-4 ${well ? 'text-good' : 'text-bad'}`} aria-hidden="true" />
      {t(well ? 'health.well' : 'health.away')}
      {typeof latencyMs === 'number' && `, ${formatNumber(latencyMs, { maximumFractionDigits: 1 })} ms`}
    </span>
  );
}
