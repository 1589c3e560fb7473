// What lanes and the line of places share, so that one instant stands above the other.
export const LEFT = 40; // room for the number of a rival, or of places
export const RIGHT = 44; // room for the status
export const TOP = 22; // room for the times

const TICK_WIDTH = 90; // what a time needs, with air
const MOST_TICKS = 4;

export type Scale = { xOf: (ms: number) => number; ticks: number[]; width: number };

export function scaleOf(width: number, duration: number): Scale {
  const room = width - LEFT - RIGHT;
  const count = Math.max(1, Math.min(MOST_TICKS, Math.floor(width / TICK_WIDTH)));
  return {
    width,
    xOf: (ms) => LEFT + (ms / Math.max(1, duration)) * room,
    ticks: Array.from({ length: count + 1 }, (_, number) => (duration * number) / count),
  };
}
