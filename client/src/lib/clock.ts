// The server's clock, carried forward by performance.now(): a wrong or changed clock of the device moves no deadline.

const SAMPLE_STAYS_BEST_MS = 60_000;

type Sample = { offset: number; roundTrip: number; takenAt: number };

let best: Sample | null = null;

/** Takes the server's instant out of an answer that was asked for at `before` and came at `after` (performance time). */
export function noteServerTime(instant: string, before: number, after: number): void {
  const server = Date.parse(instant);
  if (Number.isNaN(server)) return;
  const sample = { offset: server - (before + after) / 2, roundTrip: after - before, takenAt: after };
  const outdated = best === null || after - best.takenAt > SAMPLE_STAYS_BEST_MS;
  // A device that slept may have paused performance.now(); the next sample then disagrees by more than its own error.
  const disagrees = best !== null && Math.abs(sample.offset - best.offset) > (sample.roundTrip + best.roundTrip) / 2;
  if (outdated || disagrees || sample.roundTrip <= (best?.roundTrip ?? 0)) best = sample;
}

/** Milliseconds since the epoch by the server's clock; by the device's own until the server has spoken. */
export function serverNow(): number {
  return best ? best.offset + performance.now() : performance.timeOrigin + performance.now();
}

/** Whole seconds until `instant`, rounded up, never below zero. */
export function secondsUntil(instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - serverNow()) / 1000));
}

export function forgetServerTime(): void {
  best = null;
}
