import { useEffect, useRef } from 'react';
import { Link, useMatch, useResolvedPath } from 'react-router';
import { cn } from './class-names';

export type Tab = {
  to: string;
  name: string;
  /** How many wait behind it. */
  count?: number;
  /** Set where the search, not the path, tells the tabs apart. */
  current?: boolean;
  /** Current on this very path only, not on those below it. */
  end?: boolean;
};

/** A row of links to the views of one thing; on phones it scrolls sideways, and the current one is in sight. */
export function Tabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn('scrollbar-none -mx-1 overflow-x-auto px-1 py-1', className)}>
      <ul className="flex w-max min-w-full gap-1 border-line border-b">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <TabLink tab={tab} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ tab: { to, name, count, current, end = false } }: { tab: Tab }) {
  const { pathname } = useResolvedPath(to);
  const matched = useMatch({ path: pathname, end }) !== null;
  const on = current ?? matched;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Only sideways: the page stays where it is.
    const row = link.current?.closest('nav');
    if (!on || !row || !link.current) return;
    const { offsetLeft, offsetWidth } = link.current;
    row.scrollLeft = offsetLeft - (row.clientWidth - offsetWidth) / 2;
  }, [on]);
  return (
    <Link
      ref={link}
      to={to}
      aria-current={on ? 'page' : undefined}
      className={cn(
        '-mb-px inline-flex min-h-11 items-center gap-2 whitespace-nowrap rounded-t-lg border-b-2 px-3 font-medium',
        on ? 'border-brand text-ink' : 'border-transparent text-ink-soft hover:border-edge hover:text-ink',
      )}
    >
      {name}{' '}
      {count !== undefined && (
        <span className="figures rounded-full bg-sunken px-2 py-0.5 text-ink-soft text-sm">{count}</span>
      )}
    </Link>
  );
}
