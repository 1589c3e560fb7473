import { CircleAlert, CircleCheck, CircleDashed, Clock, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

const LOOKS = {
  good: { Icon: CircleCheck, look: 'bg-good-soft text-good' },
  wait: { Icon: Clock, look: 'bg-amber-soft text-amber' },
  bad: { Icon: CircleAlert, look: 'bg-bad-soft text-bad' },
  info: { Icon: Info, look: 'bg-brand-soft text-brand' },
  plain: { Icon: CircleDashed, look: 'bg-sunken text-ink-soft' },
} satisfies Record<string, { Icon: LucideIcon; look: string }>;

export type Tone = keyof typeof LOOKS;

/** A state by icon and word, so that nobody has to tell it by its colour. */
export function StateMark({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { Icon, look } = LOOKS[tone];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-semibold text-sm',
        look,
      )}
    >
      <Icon className="size-4" aria-hidden="true" />
      {children}
    </span>
  );
}
