import { useTranslation } from 'react-i18next';
import type { Run } from './api';
import { placesLeft, type Step } from './run-figures';
import { LEFT, RIGHT, type Scale, TOP } from './scale';
import { TimeFrame } from './time-frame';

export const HEIGHT = 132;
const FLOOR = 26; // room below nothing, where the line must never come

/** Places left over time: a step down with each win, and never below nothing. */
export function CapacityLine({ run, at }: { run: Run; at: number }) {
  const { t } = useTranslation('lab');
  const steps = placesLeft(run);
  const left = steps.at(-1)?.left ?? run.capacity;
  return (
    <TimeFrame
      label={t('capacity.label', { from: run.capacity, to: left })}
      duration={run.duration_ms}
      height={HEIGHT}
      at={at}
    >
      {(scale) => <Line {...{ run, steps, scale }} below={t('capacity.below')} />}
    </TimeFrame>
  );
}

function Line({ run, steps, scale, below }: { run: Run; steps: Step[]; scale: Scale; below: string }) {
  const low = Math.min(0, ...steps.map(({ left }) => left));
  const room = HEIGHT - FLOOR - TOP - 8;
  const yOf = (left: number) => TOP + 8 + ((run.capacity - left) / (run.capacity - low)) * room;
  const path = steps.map(({ at, left }, index) => {
    const x = scale.xOf(at);
    return index === 0 ? `M${x} ${yOf(left)}` : `H${x}V${yOf(left)}`;
  });
  const end = scale.xOf(run.duration_ms);
  return (
    <>
      <rect x={LEFT} y={yOf(0)} width={end - LEFT} height={HEIGHT - yOf(0)} className="fill-bad-soft" />
      <line x1={LEFT} x2={end} y1={yOf(0)} y2={yOf(0)} strokeDasharray="4 4" className="stroke-bad" />
      <text x={LEFT + 8} y={HEIGHT - 8} className="fill-bad text-xs">
        {below}
      </text>
      <path
        d={`${path.join('')}H${end}`}
        fill="none"
        strokeWidth="2.5"
        strokeLinejoin="round"
        className={low < 0 ? 'stroke-bad' : 'stroke-brand'}
      />
      {[run.capacity, 0].map((places) => (
        <text key={places} x={LEFT - 8} y={yOf(places) + 4} textAnchor="end" className="figures fill-ink-faint text-xs">
          {places}
        </text>
      ))}
      <text
        x={end + RIGHT}
        y={yOf(steps.at(-1)?.left ?? 0) - 6}
        textAnchor="end"
        className="figures fill-ink font-semibold text-xs"
      >
        {steps.at(-1)?.left}
      </text>
    </>
  );
}
