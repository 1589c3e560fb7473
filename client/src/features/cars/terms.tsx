import { CalendarClock, LockKeyhole, Sparkles, Timer, Undo2 } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { formatNumber } from '@/lib/format';
import type { Car } from '@/lib/types';
import { toInstant, type Wall } from '@/lib/zone';
import { CancellationTiers } from './cancellation-tiers';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** "2 hours" rather than "120 minutes". */
function useLength(): (minutes: number) => string {
  return (minutes) => {
    const [amount, unit] =
      minutes % MINUTES_PER_DAY === 0
        ? [minutes / MINUTES_PER_DAY, 'day']
        : minutes % MINUTES_PER_HOUR === 0
          ? [minutes / MINUTES_PER_HOUR, 'hour']
          : [minutes, 'minute'];
    return formatNumber(amount, { style: 'unit', unit, unitDisplay: 'long' });
  };
}

/** The car's rules in sentences. */
export function Terms({ car, from }: { car?: Car; from: Wall }) {
  const { t } = useTranslation('cars');
  const length = useLength();
  const policy = car?.policy;
  return (
    <Card aria-labelledby="terms">
      <h2 id="terms" className="mb-4 font-semibold text-xl">
        {t('terms.title')}
      </h2>
      <ul className="flex flex-col gap-3.5">
        <Term Icon={LockKeyhole}>{policy && t('terms.hold', { length: length(policy.hold_minutes) })}</Term>
        <Term Icon={CalendarClock}>
          {policy && t('terms.notice', { length: length(policy.lead_time_minutes), count: policy.horizon_days })}
        </Term>
        <Term Icon={Undo2}>{car && <Cancelling car={car} from={from} />}</Term>
        <Term Icon={Timer}>
          {policy && t('terms.window', { shortest: length(policy.shortest_minutes), count: policy.longest_days })}
        </Term>
        <Term Icon={Sparkles}>{policy && t('terms.buffer', { length: length(policy.buffer_minutes) })}</Term>
      </ul>
    </Card>
  );
}

function Cancelling({ car, from }: { car: Car; from: Wall }) {
  const { t } = useTranslation('cars');
  const { name, tiers } = car.policy.cancellation;
  return (
    <>
      {t(`cancel.title.${name as 'own'}`)}
      <CancellationTiers tiers={tiers} startsAt={toInstant(from, car.time_zone)} zone={car.time_zone} />
    </>
  );
}

function Term({ Icon, children }: { Icon: ComponentType<{ className?: string }>; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Icon className="mt-0.5 size-5 shrink-0 text-brand" aria-hidden="true" />
      <div className="min-w-0 text-ink-soft">{children || <Bone width="18rem" />}</div>
    </li>
  );
}
