import { expect, test } from 'vitest';
import { refusedLines, splitReason } from './csv-lines';

test('a reason names its column where it is about one', () => {
  expect(splitReason("daily_rate_usd: '1O0' is not a number")).toEqual({
    column: 'daily_rate_usd',
    message: "'1O0' is not a number",
  });
  expect(splitReason('latitude, longitude: no time zone at 0, 0').column).toBe('latitude, longitude');
  expect(splitReason('4 columns instead of 12')).toEqual({ column: null, message: '4 columns instead of 12' });
});

test('refused lines come back as they were sent, under their head', () => {
  const rows = [2, 4].map((line) => ({ line, key: null, id: null, outcome: 'refused' as const, reason: 'x' }));
  expect(refusedLines('key,make\na,"B, C"\nb,D\nc,E', rows)).toBe('key,make\r\na,"B, C"\r\nc,E\r\n');
});
