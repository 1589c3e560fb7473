export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
      <circle cx="16" cy="16" r="15" className="fill-brand" />
      <path d="M13.6 8h4.8l6 17.5A15 15 0 0 1 16 28a15 15 0 0 1-8.4-2.5z" className="fill-canvas" />
      <path
        d="M15.4 11h1.2l.3 3.5h-1.8zM15 17h2l.4 4h-2.8zM14.4 23.5h3.2l.4 4.2a15 15 0 0 1-4 0z"
        className="fill-amber-bright"
      />
    </svg>
  );
}
