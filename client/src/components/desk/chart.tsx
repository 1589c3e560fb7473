import { ChartColumn, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Button } from '@/components/ui/button';
import { type Kind, Swatch } from './chart-marks';
import { ChartReader } from './chart-reader';
import { ChartTable } from './chart-table';
import { type PointKind, type Series, shownPoint, shownValue, type Unit } from './chart-values';

const HEIGHT = 260;

type ChartProps = {
  kind: Kind;
  caption: string;
  pointsName: string;
  points: readonly string[];
  pointKind?: PointKind;
  /** Undefined keeps the place of the picture. */
  series: readonly Series[] | undefined;
  unit?: Unit;
  height?: number;
};

/** Bars or lines with a twin in figures: what the one shows, the other says. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation('desk');
  const { kind, caption, points, pointKind = 'words', series, unit = 'count', height = HEIGHT } = props;
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const blank = points.length === 0 || series?.length === 0;
  const Icon = asTable ? ChartColumn : Table2;
  const parts = { points, pointKind, unit, height };
  return (
    <figure className="flex min-w-0 flex-col gap-3" aria-busy={series === undefined} aria-labelledby={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <figcaption id={id} className="font-semibold text-lg">
          {caption}
        </figcaption>
        <Button tone="quiet" size="small" off={!series || blank} onClick={() => setAsTable(!asTable)}>
          <Icon className="size-4" aria-hidden="true" />
          {t(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      </div>
      {series && !blank && !asTable && (
        <>
          <Legend id={id} kind={kind} {...parts} series={series} active={active} />
          <ChartReader
            {...parts}
            id={id}
            kind={kind}
            label={caption}
            series={series}
            active={active}
            onActive={setActive}
          />
        </>
      )}
      {series && !blank && asTable && (
        <ChartTable
          {...parts}
          caption={caption}
          pointsName={props.pointsName}
          series={series}
          height={height + LEGEND}
        />
      )}
      {series && blank && (
        <p className="grid place-items-center text-ink-soft" style={{ height: height + LEGEND }}>
          {t('chart.none')}
        </p>
      )}
      {!series && (
        <>
          <p className="min-h-6">
            <Bone width="8rem" />
          </p>
          <div aria-hidden="true" className="animate-pulse-late rounded-lg bg-sunken" style={{ height }} />
        </>
      )}
    </figure>
  );
}

// One line of the legend and the gap below it.
const LEGEND = 36;

type LegendProps = { id: string; kind: Kind; series: readonly Series[]; active: number | null } & Required<
  Pick<ChartProps, 'points' | 'pointKind' | 'unit'>
>;

/** Names the series, with their figures at the point one is on, or at the last: so nothing moves when one comes by. */
function Legend({ id, kind, points, pointKind, series, unit, active }: LegendProps) {
  const at = active ?? points.length - 1;
  return (
    <ul className="flex min-h-6 flex-wrap items-center gap-x-5 gap-y-1 text-sm">
      <li className="font-semibold">{shownPoint(points[at] ?? '', pointKind)}</li>
      {series.map(({ key, name, values }, index) => (
        <li key={key} className="inline-flex items-center gap-1.5 text-ink-soft">
          <Swatch id={id} index={index} kind={kind} />
          {name} <span className="figures font-semibold text-ink">{shownValue(values[at], unit)}</span>
        </li>
      ))}
    </ul>
  );
}
