import { type ReactNode, useId, useRef } from 'react';
import { useWidth } from '@/components/ui/use-width';
import { formatNumber } from '@/lib/format';
import { RIGHT, type Scale, scaleOf, TOP } from './scale';

const WIDTH_UNKNOWN = 640;
const NARROWEST = 240;

type FrameProps = {
  label: string;
  duration: number;
  height: number;
  /** How far time is shown; what lies behind it is hidden. */
  at: number;
  children: (scale: Scale) => ReactNode;
};

/** A picture over time as wide as its place, with a scale, and covered from `at` on. */
export function TimeFrame({ label, duration, height, at, children }: FrameProps) {
  const box = useRef<HTMLDivElement>(null);
  const clip = useId();
  const width = Math.max(NARROWEST, useWidth(box, WIDTH_UNKNOWN));
  const scale = scaleOf(width, duration);
  const shown = at >= duration ? width : scale.xOf(at);
  return (
    <div ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
        <clipPath id={clip}>
          <rect x="0" y="0" width={shown} height={height} />
        </clipPath>
        {scale.ticks.map((ms, number) => (
          <Tick key={ms} ms={ms} x={scale.xOf(ms)} height={height} end={number === scale.ticks.length - 1} />
        ))}
        <g clipPath={`url(#${clip})`}>{children(scale)}</g>
        {at < duration && (
          <line x1={shown} x2={shown} y1={TOP - 6} y2={height} strokeWidth="2" className="stroke-brand" />
        )}
      </svg>
    </div>
  );
}

function Tick({ ms, x, height, end }: { ms: number; x: number; height: number; end: boolean }) {
  return (
    <>
      <line x1={x} x2={x} y1={TOP - 4} y2={height} className="stroke-line" />
      <text
        x={end ? x + RIGHT : x}
        y={12}
        textAnchor={end ? 'end' : ms === 0 ? 'start' : 'middle'}
        className="figures fill-ink-faint text-xs"
      >
        {formatNumber(ms, { maximumFractionDigits: 0 })}
        {ms === 0 && ' ms'}
      </text>
    </>
  );
}
