import { expect, test } from 'vitest';
import type { Rival, Run } from './api';
import { asCsv, percentile, phasesOf, placesLeft } from './run-figures';

const rival = (change: Partial<Rival>): Rival => ({
  index: 0,
  sent_ms: 0,
  answered_ms: 10,
  status: 409,
  code: 'window_taken',
  lock_wait_ms: null,
  transaction_ms: null,
  ...change,
});

test('a lane is whole: its phases follow one another from sending to the answer', () => {
  const phases = phasesOf(rival({ sent_ms: 1, answered_ms: 20, lock_wait_ms: 4, transaction_ms: 9 }), 30);
  expect(phases).toEqual([
    { name: 'travel', from: 1, to: 7 },
    { name: 'wait', from: 7, to: 11 },
    { name: 'transaction', from: 11, to: 20 },
  ]);
});

test('lengths that say more than there was are cut to it', () => {
  const phases = phasesOf(rival({ answered_ms: 10, lock_wait_ms: 50, transaction_ms: 50 }), 30);
  expect(phases).toEqual([{ name: 'transaction', from: 0, to: 10 }]);
});

test('a rival without an answer is on its way to the end', () => {
  expect(phasesOf(rival({ answered_ms: null, status: null }), 30)).toEqual([{ name: 'travel', from: 0, to: 30 }]);
});

test('places go down by one with each win, in the order of the answers, below nothing where it was oversold', () => {
  const wins = [9, 4].map((answered_ms) => rival({ code: 'created', status: 201, answered_ms }));
  const run = { capacity: 1, results: [...wins, rival({})] } as Run;
  expect(placesLeft(run)).toEqual([
    { at: 0, left: 1 },
    { at: 4, left: 0 },
    { at: 9, left: -1 },
  ]);
});

test('percentiles are by nearest rank, and of those who were answered', () => {
  const results = [...Array(100).keys()].map((index) => rival({ index, answered_ms: index + 1 }));
  expect([0.5, 0.95, 0.99].map((share) => percentile(results, share))).toEqual([50, 95, 99]);
  expect(percentile([rival({ answered_ms: null })], 0.5)).toBeNull();
});

test('the file has a row for each rival and a hole where nothing was measured', () => {
  const run = { results: [rival({ transaction_ms: 1.5 })] } as Run;
  expect(asCsv(run)).toBe(
    'index,sent_ms,answered_ms,status,code,lock_wait_ms,transaction_ms\r\n0,0,10,409,window_taken,,1.5\r\n',
  );
});
