import type { ReactNode } from 'react';

/** Nothing here: says why, and offers the next act. */
export function Empty({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-line border-dashed px-6 py-14 text-center">
      <svg viewBox="0 0 120 56" className="h-14 text-ink-faint" aria-hidden="true" fill="none" stroke="currentColor">
        <path d="M2 46h116" strokeDasharray="10 8" strokeWidth="2" strokeLinecap="round" />
        <path d="M34 38c-1-8 3-11 10-12l13-2c6-7 12-10 23-10 12 0 18 4 25 10" strokeWidth="2" strokeLinecap="round" />
        <circle cx="52" cy="39" r="6" strokeWidth="2" />
      </svg>
      <h2 className="font-semibold text-lg">{title}</h2>
      {children && <div className="max-w-prose text-ink-soft">{children}</div>}
      {act && <div className="mt-2 flex flex-wrap justify-center gap-3">{act}</div>}
    </div>
  );
}
