import { expect, test } from 'vitest';
import { carriedReturn, comingWeekend, isWall, isZone, toInstant, toWall } from './zone';

const SEATTLE = 'America/Los_Angeles';

test('a wall time becomes the instant of its own zone', () => {
  expect(toInstant('2030-12-06T10:00', SEATTLE)).toBe('2030-12-06T10:00:00-08:00');
  expect(toInstant('2030-07-06T10:00', SEATTLE)).toBe('2030-07-06T10:00:00-07:00');
  expect(toInstant('2030-12-06T10:00', 'Asia/Kolkata')).toBe('2030-12-06T10:00:00+05:30');
});

test('an instant comes back as the wall time it was picked as', () => {
  expect(toWall('2030-12-06T18:00:00Z', SEATTLE)).toBe('2030-12-06T10:00');
});

test('a time the clock skips in spring moves past the gap', () => {
  expect(toWall(toInstant('2030-03-10T02:30', SEATTLE), SEATTLE)).toBe('2030-03-10T03:30');
});

test('what stands in an address is checked before it is believed', () => {
  expect([isWall('2030-13-01T10:00'), isWall('2030-12-06T10:00'), isWall(null)]).toEqual([false, true, false]);
  expect([isZone('Mars/Olympus'), isZone(SEATTLE), isZone(null)]).toEqual([false, true, false]);
});

test('the coming weekend lies ahead, on a Friday too', () => {
  expect(comingWeekend('2030-12-04').from).toBe('2030-12-06T10:00');
  expect(comingWeekend('2030-12-06').from).toBe('2030-12-13T10:00');
});

test('a half-typed year on the way does not change the length', () => {
  const typed = ['0002-12-08T10:00', '0020-12-08T10:00', '0202-12-08T10:00', '2026-12-08T10:00'];
  let [from, to] = ['2026-11-27T10:00', '2026-11-29T10:00'];
  for (const next of typed) [from, to] = [next, carriedReturn(next, from, to)];
  expect(to).toBe('2026-12-10T10:00');
});
