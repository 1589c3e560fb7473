import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { serverNow } from '@/lib/clock';
import { formatMoment, formatNumber, zoneName } from '@/lib/format';
import type { Car } from '@/lib/types';

const HOUR_MS = 3_600_000;
const WHOLE = 10_000;

type Tier = Car['policy']['cancellation']['tiers'][number];
type Step = { until: string | null; share: number };

/** Each deadline as a moment before the pick-up, and what comes back until then; last, what comes back after all. */
function stepsOf(tiers: Tier[], startsAt: string): Step[] {
  const steps = tiers.map(({ hours_before_start, refund_basis_points }) => ({
    until: new Date(Date.parse(startsAt) - hours_before_start * HOUR_MS).toISOString(),
    share: refund_basis_points / WHOLE,
  }));
  return [...steps, { until: null, share: 0 }];
}

type TiersProps = { tiers: Tier[]; startsAt: string; zone: string };

/** What cancelling gives back and until when, for the chosen pick-up; the step that holds now is marked. */
export function CancellationTiers({ tiers, startsAt, zone }: TiersProps) {
  const { t } = useTranslation('cars');
  const steps = stepsOf(tiers, startsAt);
  const now = steps.findIndex(({ until }) => until === null || Date.parse(until) >= serverNow());
  return (
    <ol className="mt-3 flex flex-col">
      {steps.map((step, number) => (
        <li
          key={step.until ?? 'after'}
          aria-current={number === now ? 'step' : undefined}
          className={cn(
            'relative flex gap-3 pb-3 pl-6 text-ink-soft before:absolute before:top-2 before:left-1 before:size-3 before:rounded-full before:border-2 before:border-edge before:bg-surface last:pb-0',
            'not-last:after:absolute not-last:after:top-5 not-last:after:bottom-0 not-last:after:left-[0.5625rem] not-last:after:w-px not-last:after:bg-line',
            number === now && 'text-ink before:border-brand before:bg-brand',
            number < now && 'text-ink-faint line-through',
          )}
        >
          <span>
            <Words step={step} first={number === 0} zone={zone} />
            {number === now && <strong className="ml-2 font-semibold text-brand">{t('cancel.now')}</strong>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Words({ step: { until, share }, first, zone }: { step: Step; first: boolean; zone: string }) {
  const { t } = useTranslation('cars');
  if (until === null) return t('cancel.after');
  const moment = `${formatMoment(until, zone)} ${zoneName(until, zone)}`;
  if (share === 1) return t('cancel.free', { moment });
  const percent = formatNumber(share, { style: 'percent' });
  return t(first ? 'cancel.part' : 'cancel.then', { percent, moment });
}
