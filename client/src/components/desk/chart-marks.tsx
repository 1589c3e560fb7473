import { cn } from '@/components/ui/class-names';

// Each series has a colour, and also a pattern, a dash and a shape, so that nobody has to tell them apart by hue.
const LOOKS = [
  { fill: 'fill-brand', stroke: 'stroke-brand', dash: undefined, marker: 'M0-4a4 4 0 1 1 0 8a4 4 0 1 1 0-8z' },
  { fill: 'fill-amber', stroke: 'stroke-amber', dash: '7 4', marker: 'M-3.5-3.5h7v7h-7z' },
  { fill: 'fill-ink-faint', stroke: 'stroke-ink-faint', dash: '2 4', marker: 'M0-5l5 5l-5 5l-5-5z' },
  { fill: 'fill-good', stroke: 'stroke-good', dash: '10 3 2 3', marker: 'M0-5l5 9h-10z' },
] as const;

export type Look = (typeof LOOKS)[number];

export const lookOf = (index: number): Look => LOOKS[index % LOOKS.length] as Look;

export type Kind = 'bar' | 'line';

/** The paint of a series' bars: the first is solid, the others have a pattern of their own. */
export const paintOf = (id: string, index: number) => (index === 0 ? undefined : `url(#${id}-${index % LOOKS.length})`);

const TURN = ['', 'rotate(45)', 'rotate(90)', 'rotate(-45)'];

export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {LOOKS.slice(1).map(({ fill }, index) => (
        <pattern
          key={fill}
          id={`${id}-${index + 1}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform={TURN[index + 1]}
        >
          <rect width="6" height="6" className={fill} opacity="0.2" />
          <rect width="3" height="6" className={fill} />
        </pattern>
      ))}
    </defs>
  );
}

export function Marker({ look, x, y, strong }: { look: Look; x: number; y: number; strong?: boolean }) {
  return (
    <path
      d={look.marker}
      transform={`translate(${x} ${y}) scale(${strong ? 1.4 : 1})`}
      className={cn(look.fill, 'stroke-surface')}
      strokeWidth="1.5"
    />
  );
}

/** What a series looks like, beside its name. */
export function Swatch({ id, index, kind }: { id: string; index: number; kind: Kind }) {
  const look = lookOf(index);
  return (
    <svg viewBox="0 0 24 14" className="h-3.5 w-6 shrink-0" aria-hidden="true">
      {kind === 'bar' ? (
        <rect
          x="4"
          y="1"
          width="16"
          height="12"
          rx="3"
          fill={paintOf(id, index)}
          strokeWidth="1"
          className={cn(look.stroke, index === 0 && look.fill)}
        />
      ) : (
        <>
          <path d="M0 7h24" strokeWidth="2.5" strokeDasharray={look.dash} className={look.stroke} />
          <Marker look={look} x={12} y={7} />
        </>
      )}
    </svg>
  );
}
