// Every refusal, lost answer and broken page as one shape, so that views never look at transport errors.
import type { FetchBaseQueryError } from '@reduxjs/toolkit/query';
import type { Alternative } from './types';

export type Problem = {
  /** HTTP status; 0 when no answer came. */
  status: number;
  code: string;
  title: string;
  detail: string;
  requestId: string | null;
  errors: Record<string, string[]>;
  alternatives: Alternative[];
  /** Seconds the server asks to wait. */
  retryAfter: number | null;
  links: Record<string, string>;
};

const BLANK: Problem = {
  status: 0,
  code: 'unknown',
  title: '',
  detail: '',
  requestId: null,
  errors: {},
  alternatives: [],
  retryAfter: null,
  links: {},
};

type Body = Partial<Omit<Problem, 'requestId' | 'retryAfter'>> & { request_id?: string; retry_after?: number };

const CODES_BY_STATUS: Record<number, string> = {
  0: 'network',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  423: 'inventory_busy',
  429: 'too_many_requests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function fromBody(status: number, body: unknown): Problem {
  const known: Body = typeof body === 'object' && body !== null ? body : {};
  const { request_id, retry_after, ...rest } = known;
  const code = rest.code ?? CODES_BY_STATUS[status] ?? 'unknown';
  return { ...BLANK, ...rest, status, code, requestId: request_id ?? null, retryAfter: retry_after ?? null };
}

function isFetchError(error: unknown): error is FetchBaseQueryError {
  return typeof error === 'object' && error !== null && 'status' in error;
}

export function asProblem(error: unknown): Problem {
  if (!isFetchError(error)) return { ...BLANK, code: 'client_fault', detail: String(error) };
  if (typeof error.status === 'number') return fromBody(error.status, error.data);
  if (error.status === 'PARSING_ERROR') return fromBody(error.originalStatus < 400 ? 0 : error.originalStatus, null);
  return { ...BLANK, code: 'network' };
}

/** True when nobody can say whether the server did it: only the same request with the same key finds out. */
export function isUnsure(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500 || problem.code === 'request_in_progress';
}

/** True for a wait the server asked for. */
export function isBusy(problem: Problem): boolean {
  return problem.status === 423;
}

/** The booking a problem points at, such as the client's own live hold on the same car. */
export function linkedBookingId(problem: Problem): string | null {
  for (const link of Object.values(problem.links)) {
    const found = /\/bookings\/([^/?#]+)/.exec(link);
    if (found?.[1]) return found[1];
  }
  return null;
}
