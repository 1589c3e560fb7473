import * as m from 'motion/react-m';
import type { ReactNode } from 'react';
import { Moving } from '@/components/ui/moving';

type PopProps = { still: boolean; className: string; children: ReactNode };

/** A mark that comes with a spring where it is news, and without for people who want less motion. */
export function Pop({ still, className, children }: PopProps) {
  if (still) return <span className={className}>{children}</span>;
  return (
    <Moving>
      <m.span
        initial={{ scale: 0.6 }}
        animate={{ scale: 1 }}
        transition={{ type: 'spring', stiffness: 260, damping: 18 }}
        className={className}
      >
        {children}
      </m.span>
    </Moving>
  );
}
