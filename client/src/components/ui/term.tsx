import type { ComponentType, ReactNode } from 'react';
import { Bone } from './bone';

type TermProps = { Icon: ComponentType<{ className?: string }>; children: ReactNode };

/** One rule of a listing as a sentence. */
export function Term({ Icon, children }: TermProps) {
  return (
    <li className="flex items-start gap-3">
      <Icon className="mt-0.5 size-5 shrink-0 text-brand" aria-hidden="true" />
      <div className="min-w-0 text-ink-soft">{children || <Bone width="18rem" />}</div>
    </li>
  );
}
