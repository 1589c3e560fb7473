import { CalendarClock, LockKeyhole, Receipt, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Term } from '@/components/ui/term';
import { formatLength } from '@/components/ui/wording';
import type { Event } from './api';

const MINUTES_PER_HOUR = 60;

/** The rules of an event in sentences. */
export function EventTerms({ event }: { event?: Event }) {
  const { t } = useTranslation('events');
  const policy = event?.policy;
  const free = event?.sections.every(({ price }) => price.amount === 0);
  return (
    <Card aria-labelledby="terms">
      <h2 id="terms" className="mb-4 font-semibold text-xl">
        {t('terms.title')}
      </h2>
      <ul className="flex flex-col gap-3.5">
        <Term Icon={LockKeyhole}>
          {policy && (free ? t('terms.atOnce') : t('terms.hold', { length: formatLength(policy.hold_minutes) }))}
        </Term>
        <Term Icon={CalendarClock}>{event && <Until event={event} />}</Term>
        <Term Icon={Undo2}>{event && <Cancelling event={event} />}</Term>
        {!free && <Term Icon={Receipt}>{event && t('terms.fees')}</Term>}
      </ul>
    </Card>
  );
}

function Until({ event: { starts_at, policy } }: { event: Event }) {
  const { t } = useTranslation('events');
  if (!starts_at) return t('terms.always');
  const { lead_time_minutes: lead } = policy;
  return lead > 0 ? t('terms.until', { length: formatLength(lead) }) : t('terms.untilStart');
}

const WHOLE = 10_000;

function Cancelling({ event: { starts_at, policy } }: { event: Event }) {
  const { t } = useTranslation('events');
  const [first] = policy.cancellation.tiers;
  if (!starts_at) return t('terms.cancelAlways');
  if (first?.refund_basis_points !== WHOLE) return t('terms.cancelPart');
  return t('terms.cancel', { length: formatLength(first.hours_before_start * MINUTES_PER_HOUR) });
}
