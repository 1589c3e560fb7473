// The way of one hold through a crowded server: which answers are final, which are waited out, and for how long.
import { asProblem, isBusy, isUnsure, linkedBookingId, type Problem } from '@/lib/problem';
import type { Booking } from '@/lib/types';

/** What the visitor sees while it runs. */
export type Phase =
  | { name: 'sending' }
  /** No answer came: nobody knows yet whether it is held. */
  | { name: 'checking' }
  /** Someone else is being served on the same thing. */
  | { name: 'busy'; attempt: number };

export type Outcome =
  | { name: 'held'; booking: Booking }
  | { name: 'already_held'; bookingId: string }
  | { name: 'conflict'; problem: Problem }
  | { name: 'signed_out' }
  | { name: 'wait'; problem: Problem; seconds: number }
  | { name: 'unreachable'; problem: Problem }
  | { name: 'refused'; problem: Problem };

type Step = { wait: number; phase: Phase } | { outcome: Outcome };

/** Others were faster, and something else may do; every other refusal is about the wish itself. */
const TAKEN = ['window_taken', 'sold_out'];
const BUSY_TRIES = 3;
// Together about half a minute: a restart of the server fits in, a patience does not run out.
const UNSURE_WAITS_MS = [500, 1000, 2000, 4000, 8000, 8000];
const DEFAULT_BUSY_WAIT_S = 1;
const DEFAULT_LIMIT_WAIT_S = 30;

/** Between one and one and a half times the wait, so that rivals told the same do not return together. */
const jittered = (ms: number) => ms * (1 + Math.random() / 2);

type Tries = { busy: number; unsure: number };

function nextStep(problem: Problem, tries: Tries): Step {
  if (isBusy(problem)) {
    if (tries.busy >= BUSY_TRIES) return { outcome: { name: 'conflict', problem } };
    tries.busy += 1;
    return { wait: (problem.retryAfter ?? DEFAULT_BUSY_WAIT_S) * 1000, phase: { name: 'busy', attempt: tries.busy } };
  }
  if (isUnsure(problem)) {
    const wait = UNSURE_WAITS_MS[tries.unsure];
    if (wait === undefined) return { outcome: { name: 'unreachable', problem } };
    tries.unsure += 1;
    return { wait: Math.max(wait, (problem.retryAfter ?? 0) * 1000), phase: { name: 'checking' } };
  }
  return { outcome: finalOutcome(problem) };
}

function finalOutcome(problem: Problem): Outcome {
  if (problem.status === 401) return { name: 'signed_out' };
  // Too many holds at once are no matter of waiting: only a payment or a release helps.
  if (problem.code === 'too_many_requests')
    return { name: 'wait', problem, seconds: problem.retryAfter ?? DEFAULT_LIMIT_WAIT_S };
  const bookingId = problem.code === 'duplicate_booking' ? linkedBookingId(problem) : null;
  if (bookingId) return { name: 'already_held', bookingId };
  return { name: TAKEN.includes(problem.code) ? 'conflict' : 'refused', problem };
}

/** True when the server has spoken its last word on this key, so that the next intent needs a new one. */
export function settlesKey(outcome: Outcome): boolean {
  if (outcome.name === 'conflict') return !isBusy(outcome.problem);
  return outcome.name === 'held' || outcome.name === 'already_held' || outcome.name === 'refused';
}

type Attempt = {
  /** Sends the same request with the same key each time; rejects with a transport error. */
  send: () => Promise<Booking>;
  onPhase: (phase: Phase) => void;
  sleep: (ms: number) => Promise<void>;
};

export async function placeHold({ send, onPhase, sleep }: Attempt): Promise<Outcome> {
  const tries: Tries = { busy: 0, unsure: 0 };
  onPhase({ name: 'sending' });
  for (;;) {
    try {
      return { name: 'held', booking: await send() };
    } catch (error) {
      const step = nextStep(asProblem(error), tries);
      if ('outcome' in step) return step.outcome;
      onPhase(step.phase);
      await sleep(jittered(step.wait));
    }
  }
}
