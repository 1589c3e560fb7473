import { expect, test, vi } from 'vitest';
import { type Phase, placeHold, settlesKey } from './place-hold';

const BUSY = { status: 423, data: { code: 'inventory_busy', retry_after: 2 } };
const LOST = { status: 'FETCH_ERROR', error: 'lost' };
const TAKEN = { status: 409, data: { code: 'window_taken' } };

/** Runs a hold against answers that refuse in turn; the last one repeats. */
async function hold(...refusals: unknown[]) {
  const phases: Phase['name'][] = [];
  const waits: number[] = [];
  const send = vi.fn(() => Promise.reject(refusals.length > 1 ? refusals.shift() : refusals[0]));
  const onPhase = (phase: Phase) => phases.push(phase.name);
  const outcome = await placeHold({ send, onPhase, sleep: async (ms) => void waits.push(ms) });
  return { outcome, phases, waits, sent: send.mock.calls.length };
}

test('a busy car is asked for three more times, and then treated as taken', async () => {
  const { outcome, phases, waits, sent } = await hold(BUSY);
  expect(outcome.name).toBe('conflict');
  expect(phases).toEqual(['sending', 'busy', 'busy', 'busy']);
  expect(waits.every((ms) => ms >= 2000 && ms <= 3000)).toBe(true);
  expect(sent).toBe(4);
});

test('lost answers are asked for with growing waits, and never called a failure', async () => {
  const { outcome, waits } = await hold(LOST);
  expect(outcome.name).toBe('unreachable');
  expect(waits.reduce((sum, ms) => sum + ms)).toBeGreaterThan(20_000);
  expect(settlesKey(outcome)).toBe(false);
});

test('a refusal is never repeated', async () => {
  const { outcome, sent } = await hold(TAKEN);
  expect(outcome.name).toBe('conflict');
  expect(settlesKey(outcome)).toBe(true);
  expect(sent).toBe(1);
});

test('a lost answer followed by a refusal ends in the refusal', async () => {
  expect((await hold(LOST, TAKEN)).outcome.name).toBe('conflict');
});
