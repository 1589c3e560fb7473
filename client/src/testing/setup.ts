import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { forgetServerTime } from '@/lib/clock';
import { forgetAll, server } from './server';

// For a machine that is slow and busy. Who waits for a fact goes on as soon as it is there, so only a failure takes this.
configure({ asyncUtilTimeout: 30_000 });

// jsdom draws nothing, so it knows no media and scrolls nowhere.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
vi.stubGlobal('scrollTo', () => {});

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  forgetAll();
  sessionStorage.clear();
  localStorage.clear();
  forgetServerTime();
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  vi.useRealTimers();
});
afterAll(() => server.close());
