import type { ReactNode } from 'react';
import { cn } from './class-names';
import { Moment } from './moment';

const DOT = {
  plain: 'bg-ink-faint',
  brand: 'bg-brand',
  good: 'bg-good',
  wait: 'bg-amber-bright',
  bad: 'bg-bad',
};

export type Step = {
  key: string;
  title: ReactNode;
  tone?: keyof typeof DOT;
  at?: string;
  /** Who did it, or why. */
  children?: ReactNode;
};

/** What happened, oldest first, by the clock of `timeZone`. */
export function Timeline({ steps, timeZone }: { steps: readonly Step[]; timeZone: string }) {
  return (
    <ol className="flex flex-col">
      {steps.map(({ key, title, tone = 'plain', at, children }, index) => (
        <li key={key} className="relative flex gap-4 pb-6 last:pb-0">
          {index < steps.length - 1 && (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[0.4375rem] w-0.5 bg-line" />
          )}
          <span
            aria-hidden="true"
            className={cn(
              'relative mt-1.5 size-4 shrink-0 rounded-full border-4 border-surface ring-2 ring-line',
              DOT[tone],
            )}
          />
          <div className="min-w-0">
            <p className="font-medium">{title}</p>
            {at && (
              <p className="text-ink-faint text-sm">
                <Moment at={at} timeZone={timeZone} zoned />
              </p>
            )}
            {children && <div className="text-ink-soft text-sm">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
