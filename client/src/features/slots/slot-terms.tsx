import { CalendarClock, LockKeyhole, Sparkles, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Term } from '@/components/ui/term';
import { formatLength } from '@/components/ui/wording';
import type { Resource } from './api';

const MINUTES_PER_HOUR = 60;
const WHOLE = 10_000;

/** The rules of a resource in sentences. */
export function SlotTerms({ resource }: { resource?: Resource }) {
  const { t } = useTranslation('slots');
  const policy = resource?.policy;
  const [first] = policy?.cancellation.tiers ?? [];
  const notice = policy && policy.lead_time_minutes > 0 ? 'terms.notice' : 'terms.untilStart';
  return (
    <Card aria-labelledby="terms">
      <h2 id="terms" className="mb-4 font-semibold text-xl">
        {t('terms.title')}
      </h2>
      <ul className="flex flex-col gap-3.5">
        <Term Icon={LockKeyhole}>
          {policy &&
            (resource.price.amount === 0
              ? t('terms.atOnce')
              : t('terms.hold', { length: formatLength(policy.hold_minutes) }))}
        </Term>
        <Term Icon={CalendarClock}>
          {policy && t(notice, { length: formatLength(policy.lead_time_minutes), count: policy.horizon_days })}
        </Term>
        <Term Icon={Undo2}>
          {policy &&
            (first?.refund_basis_points === WHOLE
              ? t('terms.cancel', { length: formatLength(first.hours_before_start * MINUTES_PER_HOUR) })
              : t('terms.cancelPart'))}
        </Term>
        {policy && policy.buffer_minutes > 0 && (
          <Term Icon={Sparkles}>{t('terms.pause', { length: formatLength(policy.buffer_minutes) })}</Term>
        )}
      </ul>
    </Card>
  );
}
