import { type ReactNode, useId } from 'react';
import { Card } from '@/components/ui/card';

type SectionProps = { title: string; lead?: ReactNode; children: ReactNode };

/** One matter of the account: what it is on the left of a wide page, what can be done about it on the right. */
export function Section({ title, lead, children }: SectionProps) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)] lg:gap-10">
      <div className="flex flex-col gap-1.5">
        <h2 id={id} className="font-semibold text-xl">
          {title}
        </h2>
        {lead && <p className="text-ink-soft text-[0.9375rem]">{lead}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-5">{children}</div>
    </Card>
  );
}
