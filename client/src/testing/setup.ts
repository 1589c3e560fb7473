import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { forgetServerTime } from '@/lib/clock';
import { server, world } from './server';

// The first page of a file waits for its code to be transformed, on a machine that may be busy.
configure({ asyncUtilTimeout: 5000 });

// jsdom draws nothing, so it knows no media and scrolls nowhere.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
vi.stubGlobal('scrollTo', () => {});

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  world.reset();
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
