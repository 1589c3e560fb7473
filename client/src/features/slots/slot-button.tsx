import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { formatDay, formatLongTime, formatTime } from '@/lib/format';
import type { Slot } from './api';
import type { SlotState } from './slot-state';

type ButtonProps = {
  slot: Slot;
  state: SlotState;
  chosen: boolean;
  /** Whose clock is shown, and whose hangs there. */
  tz: string;
  zone: string;
  /** Says how many are left, where there can be several. */
  counted: boolean;
  tabbable: boolean;
  onPick: () => void;
};

const LOOK: Record<SlotState, string> = {
  free: 'border-edge bg-surface hover:border-brand hover:bg-brand-soft',
  taken: 'border-line bg-sunken text-ink-faint hatched',
  past: 'border-transparent text-ink-faint',
  too_soon: 'border-line border-dashed text-ink-faint',
  too_far: 'border-line border-dashed text-ink-faint',
};

/** A time to start; what cannot be had says why, in words. */
export function SlotButton({ slot, state, chosen, tz, zone, counted, tabbable, onPick }: ButtonProps) {
  const { t } = useTranslation('slots');
  const free = state === 'free';
  const note = free ? counted && t('left', { count: slot.remaining }) : t(`state.${state}`);
  return (
    <button
      type="button"
      data-slot=""
      aria-pressed={chosen}
      aria-disabled={free ? undefined : true}
      tabIndex={tabbable ? 0 : -1}
      onClick={free ? onPick : undefined}
      className={cn(
        'flex min-h-11 w-full flex-col items-center justify-center rounded-lg border px-1 py-1 text-center leading-tight',
        chosen ? 'border-brand bg-brand text-on-brand' : LOOK[state],
      )}
    >
      <span className="figures font-semibold">
        <span className="sr-only">{formatDay(slot.starts_at, tz)}, </span>
        {formatTime(slot.starts_at, tz)}
        {slot.day_shift !== 0 && <Shift slot={slot} zone={zone} />}
      </span>
      {note && (
        <span className={cn('rounded px-1 text-xs', !free && 'bg-surface', chosen && 'text-on-brand')}>{note}</span>
      )}
    </button>
  );
}

/** The clock there shows another date: by how many days, and which. */
function Shift({ slot, zone }: { slot: Slot; zone: string }) {
  const { t } = useTranslation('slots');
  const days = slot.day_shift > 0 ? `+${slot.day_shift}` : `−${-slot.day_shift}`;
  return (
    <sup className="ml-0.5 font-semibold text-[0.6875rem]">
      <span aria-hidden="true">{days}</span>
      <span className="sr-only"> {t('shift', { moment: formatLongTime(slot.starts_at, zone) })}</span>
    </sup>
  );
}
