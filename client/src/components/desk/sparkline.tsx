const [WIDTH, HEIGHT, INSET] = [120, 28, 2];

/** The course of a figure at a glance; `label` says it in words, with the figures that matter. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const xOf = (at: number) => (values.length > 1 ? (at / (values.length - 1)) * WIDTH : WIDTH / 2);
  const yOf = (value: number) =>
    high > low ? HEIGHT - INSET - ((value - low) / (high - low)) * (HEIGHT - 2 * INSET) : HEIGHT / 2;
  const line = values
    .map((value, at) => `${at === 0 ? 'M' : 'L'}${xOf(at).toFixed(1)} ${yOf(value).toFixed(1)}`)
    .join('');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className="h-7 w-full overflow-visible"
    >
      <path d={`${line}V${HEIGHT}H0z`} className="fill-brand-soft" />
      <path
        d={line}
        fill="none"
        strokeWidth="2"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-brand"
      />
    </svg>
  );
}
