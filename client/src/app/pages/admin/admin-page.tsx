import type { ReactNode } from 'react';
import { Title } from '../../title';

/** A page of the admin area: what it is, in a word and in a sentence. */
export function AdminPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Title>{title}</Title>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-3xl">{title}</h1>
        {lead && <p className="max-w-prose text-ink-soft">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
