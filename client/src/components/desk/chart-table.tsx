import { type PointKind, type Series, shownPoint, shownValue, type Unit } from './chart-values';

type ChartTableProps = {
  caption: string;
  /** What the points are: "Month". */
  pointsName: string;
  points: readonly string[];
  pointKind: PointKind;
  series: readonly Series[];
  unit: Unit;
  height: number;
};

/** The same figures, to be read and not to be looked at; as tall as the picture it stands for. */
export function ChartTable({ caption, pointsName, points, pointKind, series, unit, height }: ChartTableProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
      tabIndex={0}
      className="overflow-auto rounded-lg"
      style={{ height }}
    >
      <table className="w-full border-separate border-spacing-0 text-[0.9375rem]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:border-line [&>th]:border-b [&>th]:bg-surface [&>th]:py-2 [&>th]:font-medium [&>th]:text-ink-soft [&>th]:text-sm">
            <th scope="col" className="pr-4 text-left">
              {pointsName}
            </th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col" className="pl-4 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, at) => (
            <tr key={point} className="[&>*]:border-line [&>*]:border-b [&>*]:py-2">
              <th scope="row" className="whitespace-nowrap pr-4 text-left font-normal">
                {shownPoint(point, pointKind)}
              </th>
              {series.map(({ key, values }) => (
                <td key={key} className="figures whitespace-nowrap pl-4 text-right">
                  {shownValue(values[at], unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
