import { Repeat } from '@/components/ui/repeat';

const FIELDS = 4;

/** The boxes of a form whose values have not come yet. */
export function FormSkeleton() {
  return (
    <div className="flex flex-col gap-6" aria-hidden="true">
      <Repeat times={FIELDS}>
        <div className="flex flex-col gap-1.5">
          <span className="h-5 w-28 animate-pulse-late rounded-md bg-sunken" />
          <span className="h-11.5 animate-pulse-late rounded-control bg-sunken" />
        </div>
      </Repeat>
    </div>
  );
}
