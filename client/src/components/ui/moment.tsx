import { formatMoment, zoneName } from '@/lib/format';

/** An instant by the clock of its place, with the zone's name where `zoned` is set. */
export function Moment({ at, timeZone, zoned }: { at: string; timeZone: string; zoned?: boolean }) {
  return (
    <time dateTime={at} className="figures">
      {formatMoment(at, timeZone)}
      {zoned && ` ${zoneName(at, timeZone)}`}
    </time>
  );
}
