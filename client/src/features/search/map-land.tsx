import { cn } from '@/components/ui/class-names';
import { frameOf, type Point, pointOf, unitsOf, type View } from './map-geometry';
import { BORDERS, LAND } from './usa-shapes.gen';

type LandProps = {
  view: View;
  /** Cities without room for a circle. */
  dots?: Point[];
  /** The circle that was searched. */
  area?: { lat: number; lng: number; km: number } | null;
  className?: string;
};

/** The country itself: drawn by us from public shapes, so that no map service learns who looks where. */
export function MapLand({ view, dots = [], area, className }: LandProps) {
  const { left, top, width, height } = frameOf(view);
  const middle = area && pointOf(area);
  return (
    <svg
      viewBox={`${left} ${top} ${width} ${height}`}
      aria-hidden="true"
      className={cn('absolute inset-0 size-full', className)}
    >
      <path d={LAND} vectorEffect="non-scaling-stroke" className="fill-surface stroke-edge" />
      <path d={BORDERS} vectorEffect="non-scaling-stroke" className="fill-none stroke-line" strokeWidth="1" />
      {middle && (
        <circle
          cx={middle.x}
          cy={middle.y}
          r={unitsOf(area.km)}
          vectorEffect="non-scaling-stroke"
          strokeDasharray="6 6"
          strokeWidth="2"
          className="fill-brand-soft/60 stroke-brand"
        />
      )}
      {/* Lines of no length with round ends: dots that stay as small as they are, however close one looks. */}
      <path
        d={dots.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('')}
        vectorEffect="non-scaling-stroke"
        strokeLinecap="round"
        strokeWidth="5"
        className="stroke-brand/50"
      />
    </svg>
  );
}
