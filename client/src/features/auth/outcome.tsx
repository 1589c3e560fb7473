import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Notice } from '@/components/ui/notice';

type OutcomeProps = { tone: 'good' | 'bad' | 'info'; title: string; children: ReactNode; act?: ReactNode };

/** What came of a press. It takes the place of the form, and with it the focus that the form had. */
export function Outcome({ tone, title, children, act }: OutcomeProps) {
  const said = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => said.current?.focus(), []);
  return (
    <div className="flex flex-col gap-5">
      <div ref={said} tabIndex={-1} className="rounded-control">
        <Notice tone={tone} role={tone === 'bad' ? 'alert' : 'status'} title={title} className="wrap-anywhere">
          {children}
        </Notice>
      </div>
      {act && <div className="flex flex-wrap gap-3">{act}</div>}
    </div>
  );
}
