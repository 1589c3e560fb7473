import type { ReactNode } from 'react';
import { Link } from 'react-router';

export type Fact = { name: string; value: ReactNode };

/** Names and what stands behind them, line by line. Facts without a value are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="flex flex-col text-[0.9375rem]">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ name, value }) => (
          <div
            key={name}
            className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-x-4 border-line border-b py-2 last:border-b-0"
          >
            <dt className="text-ink-soft text-sm leading-6">{name}</dt>
            <dd className="min-w-0 [&_time]:whitespace-normal">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** An id or a name of the server's, which may be broken anywhere. */
export function Code({ children }: { children: ReactNode }) {
  return <span className="figures text-sm [overflow-wrap:anywhere]">{children}</span>;
}

export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="font-medium text-brand underline underline-offset-4 [overflow-wrap:anywhere]">
      {children}
    </Link>
  );
}

/** A part of a panel or page with its heading. */
export function Section({ title, children, acts }: { title: string; children: ReactNode; acts?: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold text-lg">{title}</h3>
        {acts}
      </div>
      {children}
    </section>
  );
}
