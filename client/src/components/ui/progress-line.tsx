/** A thin moving line along the top of what is being asked for again. */
export function ProgressLine() {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden">
      <div className="h-full w-1/3 animate-sweep rounded-full bg-brand" />
    </div>
  );
}
