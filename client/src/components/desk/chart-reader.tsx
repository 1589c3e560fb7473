import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useWidth } from '@/components/ui/use-width';
import { layOut, Plot, type PlotProps } from './chart-plot';
import { shownPoint, shownValue } from './chart-values';

const WIDTH_UNKNOWN = 640;
const NARROWEST = 200;

type ReaderProps = Omit<PlotProps, 'width'> & { label: string; onActive: (point: number | null) => void };

/** The picture as something to walk along: arrow keys or a pointer move from point to point, and each is read out. */
export function ChartReader({ label, onActive, ...plot }: ReaderProps) {
  const { points, pointKind, series, unit, active } = plot;
  const box = useRef<HTMLDivElement>(null);
  const width = Math.max(NARROWEST, useWidth(box, WIDTH_UNKNOWN));
  const last = points.length - 1;
  const at = active ?? last;
  const words = series.map(({ name, values }) => `${name}: ${shownValue(values[at], unit)}`).join(', ');

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onActive(Math.max(0, Math.min(last, next)));
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const { x } = layOut({ ...plot, width });
    const along = event.clientX - event.currentTarget.getBoundingClientRect().left - (x.range()[0] ?? 0);
    onActive(Math.max(0, Math.min(last, Math.floor(along / x.step()))));
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={at + 1}
      aria-valuetext={`${shownPoint(points[at] ?? '', pointKind)}. ${words}`}
      onKeyDown={onKeyDown}
      onFocus={() => active === null && onActive(last)}
      onBlur={() => onActive(null)}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerLeave={() => onActive(null)}
      className="min-w-0 touch-pan-y rounded-lg"
    >
      <Plot {...plot} width={width} />
    </div>
  );
}
