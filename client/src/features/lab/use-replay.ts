import { useEffect, useState } from 'react';

// As long as people can follow; a run of forty milliseconds is slowed down, none is sped up.
const SHORTEST_SHOW_MS = 3_000;

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export type Replay = {
  /** How far the run is shown, in its own milliseconds. */
  at: number;
  playing: boolean;
  /** Whether the end is reached. */
  over: boolean;
  play: () => void;
  pause: () => void;
  seek: (at: number) => void;
};

/** Shows a run of `duration` again in slow motion. It starts by itself where `fresh`, unless less motion is wanted. */
export function useReplay(duration: number, fresh: boolean): Replay {
  const [playing, setPlaying] = useState(() => fresh && !wantsStillness());
  const [at, setAt] = useState(() => (playing ? 0 : duration));
  useEffect(() => {
    if (!playing) return;
    const speed = Math.min(1, duration / SHORTEST_SHOW_MS);
    let last = performance.now();
    let frame = requestAnimationFrame(function show(now) {
      const passed = Math.max(0, now - last) * speed;
      last = now;
      setAt((before) => Math.min(duration, before + passed));
      frame = requestAnimationFrame(show);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, duration]);
  const over = at >= duration;
  useEffect(() => {
    if (over) setPlaying(false);
  }, [over]);
  return {
    at,
    playing,
    over,
    play() {
      if (over) setAt(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    seek(to) {
      setPlaying(false);
      setAt(to);
    },
  };
}
