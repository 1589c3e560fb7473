import { cn } from './class-names';

/** A word that has not come yet: as tall as the line it stands in, so that the real one moves nothing. */
export function Bone({ width, className }: { width: string; className?: string }) {
  return (
    <span aria-hidden="true" className="inline-block max-w-full" style={{ width }}>
      <span className={cn('inline-block h-[0.8em] w-full animate-pulse-late rounded-md bg-sunken', className)} />
    </span>
  );
}
