import { CircleAlert, CircleCheck, Clock, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';

const TONES = {
  info: { Icon: Info, look: 'bg-brand-soft text-ink [&>svg]:text-brand' },
  good: { Icon: CircleCheck, look: 'bg-good-soft text-ink [&>svg]:text-good' },
  wait: { Icon: Clock, look: 'bg-amber-soft text-ink [&>svg]:text-amber' },
  bad: { Icon: CircleAlert, look: 'bg-bad-soft text-ink [&>svg]:text-bad' },
};

type NoticeProps = {
  tone: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** `alert` interrupts a reader, `status` waits its turn; leave out what was there from the start. */
  role?: 'alert' | 'status';
};

export function Notice({ tone, title, children, className, role }: NoticeProps) {
  const { Icon, look } = TONES[tone];
  return (
    <div role={role} className={cn('flex items-start gap-3 rounded-control p-3.5 text-[0.9375rem]', look, className)}>
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-soft">{children}</div>}
      </div>
    </div>
  );
}
