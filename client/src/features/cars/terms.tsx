import { CalendarClock, LockKeyhole, Sparkles, Timer, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Term } from '@/components/ui/term';
import { formatLength } from '@/components/ui/wording';
import type { Car } from '@/lib/types';
import { toInstant, type Wall } from '@/lib/zone';
import { CancellationTiers } from './cancellation-tiers';

/** The car's rules in sentences. */
export function Terms({ car, from }: { car?: Car; from: Wall }) {
  const { t } = useTranslation('cars');
  const policy = car?.policy;
  return (
    <Card aria-labelledby="terms">
      <h2 id="terms" className="mb-4 font-semibold text-xl">
        {t('terms.title')}
      </h2>
      <ul className="flex flex-col gap-3.5">
        <Term Icon={LockKeyhole}>{policy && t('terms.hold', { length: formatLength(policy.hold_minutes) })}</Term>
        <Term Icon={CalendarClock}>
          {policy && t('terms.notice', { length: formatLength(policy.lead_time_minutes), count: policy.horizon_days })}
        </Term>
        <Term Icon={Undo2}>{car && <Cancelling car={car} from={from} />}</Term>
        <Term Icon={Timer}>
          {policy && t('terms.window', { shortest: formatLength(policy.shortest_minutes), count: policy.longest_days })}
        </Term>
        <Term Icon={Sparkles}>{policy && t('terms.buffer', { length: formatLength(policy.buffer_minutes) })}</Term>
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
