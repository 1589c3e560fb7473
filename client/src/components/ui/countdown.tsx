import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { secondsUntil } from '@/lib/clock';
import { formatCountdown } from '@/lib/format';

// Four looks a second keep the shown second within a quarter of the server's without drifting timers.
const LOOK_EVERY_MS = 250;
const SPOKEN_MINUTES = [10, 5, 2, 1];

/** Seconds left by the server's clock; calls `onEnd` once when they are gone. */
export function useSecondsLeft(until: string, onEnd?: () => void): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(until));
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    let told = false;
    const look = () => {
      const left = secondsUntil(until);
      setSeconds(left);
      if (left > 0 || told) return;
      told = true;
      ended.current?.();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

/** Speaks on arrival, at 10, 5, 2 and 1 minutes and at the end; a figure that is read out every second helps nobody. */
export function SpokenCountdown({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  const minutes = Math.ceil(seconds / 60);
  const onArrival = useRef(Math.max(1, Math.round(seconds / 60)));
  const [said, setSaid] = useState(0);
  // Said a moment after the page is drawn: what is there from the start is not announced.
  useEffect(() => {
    setSaid((last) => (last === 0 ? onArrival.current : SPOKEN_MINUTES.includes(minutes) ? minutes : last));
  }, [minutes]);
  const words = seconds === 0 ? t('hold.over') : said > 0 ? t('hold.minutesLeft', { count: said }) : '';
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}

const RADIUS = 44;
const ROUND = 2 * Math.PI * RADIUS;

/** The ring that empties; `whole` is the length of a full one in seconds. */
export function CountdownRing({ seconds, whole }: { seconds: number; whole: number }) {
  const { t } = useTranslation();
  const share = Math.min(1, seconds / whole);
  const late = seconds <= 60;
  return (
    <div className="relative size-28 shrink-0">
      <svg viewBox="0 0 100 100" className="size-full -rotate-90" aria-hidden="true">
        <circle cx="50" cy="50" r={RADIUS} fill="none" className="stroke-line" strokeWidth="7" />
        <circle
          cx="50"
          cy="50"
          r={RADIUS}
          fill="none"
          className={late ? 'stroke-bad' : 'stroke-amber-bright'}
          strokeWidth="7"
          strokeLinecap="round"
          strokeDasharray={`${ROUND * share} ${ROUND}`}
        />
      </svg>
      <div
        role="timer"
        aria-label={t('hold.timeLeft')}
        className="figures absolute inset-0 grid place-items-center font-semibold text-2xl"
      >
        {formatCountdown(seconds)}
      </div>
    </div>
  );
}
