import { Ticket } from 'lucide-react';
import { Bone } from '@/components/ui/bone';
import { formatParts } from '@/lib/format';

type LeafProps = { at?: string | null; zone?: string; undated?: boolean };

/** The first day as a leaf of a calendar; the full date stands beside it, so readers skip this. */
export function DateLeaf({ at, zone, undated }: LeafProps) {
  const { day, month } = at && zone ? formatParts(at, zone) : { day: null, month: null };
  if (undated) {
    return (
      <div className="grid h-15 w-14 shrink-0 place-items-center rounded-control border border-line text-brand">
        <Ticket className="size-6" aria-hidden="true" />
      </div>
    );
  }
  return (
    <div
      aria-hidden="true"
      className="flex w-14 shrink-0 flex-col overflow-hidden rounded-control border border-line text-center"
    >
      <span className="bg-brand px-1 font-semibold text-on-brand text-xs uppercase leading-6">
        {month ?? <Bone width="1.5rem" />}
      </span>
      <span className="figures bg-surface font-semibold text-xl leading-9">{day ?? <Bone width="1.5rem" />}</span>
    </div>
  );
}
