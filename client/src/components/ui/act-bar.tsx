import type { ReactNode } from 'react';
import { Bone } from './bone';

type BarProps = {
  /** What there is to say before the act. */
  children?: ReactNode;
  sum: ReactNode | null;
  note: ReactNode;
  act: ReactNode;
};

/** The act of a page with its sum: at the bottom of a phone's screen and always in reach, else where it stands. */
export function ActBar({ children, sum, note, act }: BarProps) {
  return (
    <div className="flex flex-col gap-3 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:border-line max-lg:border-t max-lg:bg-surface max-lg:px-4 max-lg:pt-3 max-lg:pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
      {children}
      <div className="flex items-center gap-x-4 gap-y-3 lg:flex-col-reverse">
        <p className="flex shrink-0 flex-col text-ink-faint text-sm">
          {/* The box says it in full on wider screens. */}
          <span aria-hidden="true" className="figures font-semibold text-ink text-lg lg:hidden">
            {sum ?? <Bone width="4.5rem" />}
          </span>
          {note}
        </p>
        {act}
      </div>
    </div>
  );
}
