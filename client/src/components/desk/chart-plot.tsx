import { AxisBottom, AxisLeft, type TickRendererProps } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar, LinePath } from '@visx/shape';
import { cn } from '@/components/ui/class-names';
import { type Kind, lookOf, Marker, Patterns, paintOf } from './chart-marks';
import { figuresPerUnit, type PointKind, type Series, shownPoint, shownTick, type Unit } from './chart-values';

const MARGIN = { top: 10, right: 8, bottom: 30 };
const LETTER = 7;
const ROWS = 4;
// More markers than this would hide the line they mark.
const MARKED = 16;

export type PlotProps = {
  id: string;
  kind: Kind;
  width: number;
  height: number;
  points: readonly string[];
  pointKind: PointKind;
  series: readonly Series[];
  unit: Unit;
  active: number | null;
};

/** Scales and the box they draw in, made from what is to be shown. */
export function layOut({
  width,
  height,
  points,
  series,
  unit,
}: Omit<PlotProps, 'id' | 'active' | 'kind' | 'pointKind'>) {
  const per = figuresPerUnit(unit);
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null)).map((value) => value / per);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const y = scaleLinear<number>({
    domain: [low, high > low ? high : low + 1],
    range: [height - MARGIN.bottom, MARGIN.top],
    nice: ROWS,
  });
  const rows = y.ticks(ROWS).filter((row) => unit !== 'count' || Number.isInteger(row));
  const left = Math.max(...rows.map((row) => shownTick(row, unit).length)) * LETTER + 12;
  const x = scaleBand<string>({
    domain: [...points],
    range: [left, width - MARGIN.right],
    paddingInner: 0.2,
    paddingOuter: 0.1,
  });
  return { x, y, rows, left, per };
}

export function Plot(props: PlotProps) {
  const { id, kind, width, height, points, pointKind, unit, active } = props;
  const box = layOut(props);
  const { x, y, rows, left } = box;
  const room = Math.max(...points.map((point) => shownPoint(point, pointKind, true).length)) * LETTER + 8;
  const shownEvery = Math.ceil(room / x.step());
  const here = active === null ? undefined : points[active];
  const Marks = kind === 'bar' ? Bars : Lines;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block max-w-full"
      aria-hidden="true"
    >
      <Patterns id={id} />
      {here !== undefined && (
        <rect
          x={(x(here) ?? 0) - (x.step() - x.bandwidth()) / 2}
          y={MARGIN.top}
          width={x.step()}
          height={height - MARGIN.top - MARGIN.bottom}
          rx="6"
          className="fill-sunken"
        />
      )}
      <GridRows
        scale={y}
        tickValues={rows}
        left={left}
        width={width - left - MARGIN.right}
        className="[&_line]:stroke-line"
      />
      <Marks {...props} {...box} />
      <path d={`M${left} ${y(0)}H${width - MARGIN.right}`} className="stroke-edge" />
      <AxisLeft
        scale={y}
        left={left}
        tickValues={rows}
        tickFormat={(row) => shownTick(Number(row), unit)}
        hideAxisLine
        hideTicks
        tickComponent={(tick) => <TickText tick={tick} anchor="end" />}
      />
      <AxisBottom
        scale={x}
        top={height - MARGIN.bottom}
        tickValues={points.filter((_, index) => index % shownEvery === 0)}
        tickFormat={(point) => shownPoint(point, pointKind, true)}
        hideTicks
        hideAxisLine
        tickComponent={(tick) => <TickText tick={tick} anchor="middle" />}
      />
    </svg>
  );
}

function TickText({ tick: { x, y, formattedValue }, anchor }: { tick: TickRendererProps; anchor: 'end' | 'middle' }) {
  return (
    <text
      x={x}
      y={y}
      dy={anchor === 'end' ? '0.32em' : '0.5em'}
      textAnchor={anchor}
      className="figures fill-ink-faint text-xs"
    >
      {formattedValue}
    </text>
  );
}

type MarksProps = PlotProps & ReturnType<typeof layOut>;

function Bars({ id, points, series, x, y, per }: MarksProps) {
  const wide = x.bandwidth() / series.length;
  const gap = Math.min(3, wide / 6);
  return points.map((point, at) =>
    series.map(({ key, values }, index) => {
      const value = values[at];
      if (value === null || value === undefined || value === 0) return null;
      const [end, zero] = [y(value / per), y(0)];
      const look = lookOf(index);
      return (
        <Bar
          key={`${point} ${key}`}
          x={(x(point) ?? 0) + index * wide + gap / 2}
          y={Math.min(end, zero)}
          width={Math.max(1, wide - gap)}
          height={Math.max(1, Math.abs(zero - end))}
          rx={Math.min(3, wide / 4)}
          fill={paintOf(id, index)}
          className={cn(look.stroke, index === 0 && look.fill)}
        />
      );
    }),
  );
}

function Lines({ points, series, active, x, y, per }: MarksProps) {
  const xOf = (at: number) => (x(points[at] ?? '') ?? 0) + x.bandwidth() / 2;
  return series.map(({ key, values }, index) => {
    const look = lookOf(index);
    const dots = values.map((value, at) => ({ at, value }));
    return (
      <g key={key}>
        <LinePath
          data={dots}
          defined={({ value }) => value !== null}
          x={({ at }) => xOf(at)}
          y={({ value }) => y((value ?? 0) / per)}
          className={look.stroke}
          strokeWidth={2.5}
          strokeDasharray={look.dash}
          strokeLinejoin="round"
        />
        {dots.map(
          ({ at, value }) =>
            value !== null &&
            (at === active || points.length <= MARKED) && (
              <Marker key={points[at]} look={look} x={xOf(at)} y={y(value / per)} strong={at === active} />
            ),
        )}
      </g>
    );
  });
}
