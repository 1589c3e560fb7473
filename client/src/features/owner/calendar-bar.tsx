import { CalendarCheck, Timer, Wrench } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { Bar } from './bars';
import { useEntryWords } from './entry-words';
import type { CalendarEntry } from './types';

const LANE_REM = 1.75;
const EDGE_REM = 0.75;

/** Each sort has a fill, an edge, a pattern and a sign of its own: nobody has to tell them apart by hue. */
export const LOOK = {
  booking: { look: 'border-brand bg-brand text-on-brand', Icon: CalendarCheck },
  completed: { look: 'border-brand bg-brand-soft text-ink', Icon: CalendarCheck },
  hold: { look: 'border-amber border-dashed bg-amber-soft text-amber', Icon: Timer },
  block: { look: 'hatched border-edge bg-surface text-ink', Icon: Wrench },
};

export const lookOf = ({ type, status }: CalendarEntry) =>
  LOOK[type === 'booking' && status === 'completed' ? 'completed' : type];

type CalendarBarProps = { bar: Bar; zone: string; onOpen: (entry: CalendarEntry) => void };

/** Stands in the cell of its first day and reaches as far as it lasts. Keys open it from the cell. */
export function CalendarBar({ bar, zone, onOpen }: CalendarBarProps) {
  const { entry, inset, length, lane, before, after } = bar;
  const { name, kind, span } = useEntryWords();
  const { look, Icon } = lookOf(entry);
  const words = name(entry);
  return (
    <button
      type="button"
      tabIndex={-1}
      data-bar=""
      title={`${kind(entry)}: ${words}, ${span(entry, zone)}`}
      onClick={() => onOpen(entry)}
      className={cn(
        'absolute z-10 flex h-6 min-w-6 items-center gap-1 overflow-hidden rounded-md border px-1.5 text-left font-medium text-xs hover:shadow-card',
        look,
        before && 'rounded-l-none border-l-0',
        after && 'rounded-r-none border-r-0',
      )}
      style={{
        left: `${inset * 100}%`,
        width: `calc(${length * 100}% - 2px)`,
        top: `${EDGE_REM + lane * LANE_REM}rem`,
      }}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      <span className={cn('truncate', entry.type === 'block' && 'rounded-sm bg-surface px-0.5')}>{words}</span>
    </button>
  );
}

export const heightFor = (lanes: number): string => `${2 * EDGE_REM + Math.max(1, lanes) * LANE_REM}rem`;
