import type { ComponentType, ReactNode } from 'react';
import { Bone } from './bone';

type FactProps = { Icon: ComponentType<{ className?: string }>; name: string; children?: ReactNode };

/** A short fact about a listing, in a list of them; without words it keeps their place. */
export function Fact({ Icon, name, children }: FactProps) {
  return (
    <li className="flex items-start gap-3 rounded-control border border-line bg-surface p-3.5">
      <Icon className="mt-0.5 size-5 shrink-0 text-brand" aria-hidden="true" />
      <span className="flex min-w-0 flex-col">
        <span className="text-ink-faint text-sm">{name}</span>
        <span className="font-medium">{children || <Bone width="5rem" />}</span>
      </span>
    </li>
  );
}
