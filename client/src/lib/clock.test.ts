import { afterEach, expect, test, vi } from 'vitest';
import { noteServerTime, secondsUntil, serverNow } from './clock';

const SERVER = '2030-01-01T00:00:00Z';

afterEach(() => vi.restoreAllMocks());

test('the server decides what time it is, whatever the device believes', () => {
  vi.spyOn(performance, 'now').mockReturnValue(1000);
  noteServerTime(SERVER, 900, 1100);
  expect(serverNow()).toBe(Date.parse(SERVER));
  expect(secondsUntil('2030-01-01T00:10:00Z')).toBe(600);
});

test('a slower answer does not spoil a better one', () => {
  noteServerTime(SERVER, 1000, 1010);
  noteServerTime('2030-01-01T00:00:00.500Z', 1010, 2000);
  vi.spyOn(performance, 'now').mockReturnValue(1005);
  expect(serverNow()).toBe(Date.parse(SERVER));
});

test('after a sleep the newest answer wins, because the old one must be wrong', () => {
  noteServerTime(SERVER, 1000, 1010);
  noteServerTime('2030-01-01T01:00:00Z', 2000, 2100);
  vi.spyOn(performance, 'now').mockReturnValue(2050);
  expect(serverNow()).toBe(Date.parse('2030-01-01T01:00:00Z'));
});
