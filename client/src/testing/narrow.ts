import { vi } from 'vitest';

/** Lets the page believe it is on a phone, for one test. */
export function onPhone() {
  const before = window.matchMedia;
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  return () => vi.stubGlobal('matchMedia', before);
}
