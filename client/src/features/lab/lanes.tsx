import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import type { Rival, Run } from './api';
import { LETTERS, type Phase, phasesOf, type Tone, toneOf } from './run-figures';
import { LEFT, type Scale, TOP } from './scale';
import { TimeFrame } from './time-frame';

const ROOMY = 24; // height of a lane
const NARROW = 16; // where there are many
const MANY = 30;
const LETTER_WIDTH = 13; // what a letter needs

const LOOK: Record<Phase['name'], string> = {
  travel: 'fill-edge',
  wait: 'fill-amber-soft stroke-amber',
  transaction: 'fill-brand-soft stroke-brand',
};
const INK: Record<Tone, string> = {
  granted: 'fill-good',
  refused: 'fill-ink-soft',
  later: 'fill-amber',
  missing: 'fill-bad',
};

const laneOf = (rivals: number) => (rivals > MANY ? NARROW : ROOMY);

export const lanesHeight = (rivals: number) => TOP + rivals * laneOf(rivals) + 4;

/** A lane for each rival: on its way, waiting, in its transaction, answered; coloured and lettered. */
export function Lanes({ run, at }: { run: Run; at: number }) {
  const { t } = useTranslation('lab');
  const lane = laneOf(run.results.length);
  const label = t('lanes.label', {
    count: run.rivals,
    ms: formatNumber(run.duration_ms, { maximumFractionDigits: 0 }),
  });
  return (
    <TimeFrame label={label} duration={run.duration_ms} height={lanesHeight(run.results.length)} at={at}>
      {(scale) =>
        run.results.map((rival, row) => (
          <Lane key={rival.index} {...{ rival, scale, lane }} duration={run.duration_ms} y={TOP + row * lane} />
        ))
      }
    </TimeFrame>
  );
}

type LaneProps = { rival: Rival; scale: Scale; lane: number; duration: number; y: number };

function Lane({ rival, scale, lane, duration, y }: LaneProps) {
  const middle = y + lane / 2 + 4;
  return (
    <g className="figures text-xs">
      <text x={LEFT - 8} y={middle} textAnchor="end" className="fill-ink-faint">
        {rival.index + 1}
      </text>
      {phasesOf(rival, duration).map((phase) => (
        <Bar key={phase.name} {...{ phase, scale, lane, y }} letter={LETTERS[phase.name]} />
      ))}
      <text
        x={scale.xOf(rival.answered_ms ?? duration) + 6}
        y={middle}
        className={`font-semibold ${INK[toneOf(rival)]}`}
      >
        {rival.status ?? '–'}
      </text>
    </g>
  );
}

function Bar({
  phase,
  scale,
  lane,
  y,
  letter,
}: Omit<LaneProps, 'rival' | 'duration'> & { phase: Phase; letter: string }) {
  const [from, to] = [scale.xOf(phase.from), scale.xOf(phase.to)];
  const inset = phase.name === 'travel' ? lane / 2 - 1 : 3;
  return (
    <>
      <rect
        x={from}
        y={y + inset}
        width={Math.max(1, to - from)}
        height={lane - 2 * inset}
        rx={phase.name === 'travel' ? 0 : 3}
        className={LOOK[phase.name]}
      />
      {letter && to - from >= LETTER_WIDTH && (
        <text x={(from + to) / 2} y={y + lane / 2 + 4} textAnchor="middle" className="fill-ink font-semibold">
          {letter}
        </text>
      )}
    </>
  );
}
