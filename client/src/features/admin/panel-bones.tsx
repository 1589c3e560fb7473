import { Bone } from '@/components/ui/bone';
import { Repeat } from '@/components/ui/repeat';

/** What a panel keeps the place of: names and values, line by line. */
export function PanelBones({ lines = 6 }: { lines?: number }) {
  return (
    <div className="flex flex-col">
      <Repeat times={lines}>
        <div className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-4 border-line border-b py-2 last:border-b-0">
          <Bone width="5rem" />
          <Bone width="10rem" />
        </div>
      </Repeat>
    </div>
  );
}
