// fetch with our manners: bearer token, server clock, Retry-After, and one renewal of the session on a 401.
import {
  type BaseQueryApi,
  type BaseQueryFn,
  type FetchArgs,
  type FetchBaseQueryError,
  type FetchBaseQueryMeta,
  fetchBaseQuery,
} from '@reduxjs/toolkit/query';
import { rememberReturning, sessionOf, signedIn, signedOut, type WithSession } from './auth';
import { noteServerTime } from './clock';
import type { Tokens, User } from './types';

// The server ends its own work after three seconds; ten leaves room for slow lines and a queue in front of it.
const TIMEOUT_MS = 10_000;
const UNWELL = 500;
const REFRESH_PAUSES_MS = [500, 2_000];
const AUTH_ROUTES = '/api/v1/auth/';

type Send = BaseQueryFn<string | FetchArgs, unknown, FetchBaseQueryError, object, FetchBaseQueryMeta>;
type Answer = Awaited<ReturnType<Send>>;

function toQuery(params: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one));
    }
  }
  return query.toString();
}

const rawSend = fetchBaseQuery({
  // A relative address cannot be parsed outside a browser, and tests run there.
  baseUrl: window.location.origin,
  // Read at call time, so that tests may put their own fetch in place.
  fetchFn: (...request) => fetch(...request),
  timeout: TIMEOUT_MS,
  credentials: 'same-origin',
  paramsSerializer: toQuery,
  isJsonContentType: (headers) => /[/+]json\b/.test(headers.get('content-type') ?? ''),
  prepareHeaders(headers, { getState }) {
    const { token } = sessionOf(getState() as WithSession);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return headers;
  },
});

function readServerTime(answer: Answer, before: number): void {
  // A replayed answer carries the clock of the first one, which would stretch the countdown.
  if (answer.meta?.response?.headers.has('Idempotent-Replayed')) return;
  const body = answer.data as { server_time?: unknown } | undefined;
  if (typeof body?.server_time === 'string') noteServerTime(body.server_time, before, performance.now());
}

function readRetryAfter(answer: Answer): void {
  const seconds = Number(answer.meta?.response?.headers.get('Retry-After') ?? Number.NaN);
  const body = answer.error?.data;
  if (Number.isNaN(seconds) || typeof body !== 'object' || body === null) return;
  if (!('retry_after' in body)) Object.assign(body, { retry_after: seconds });
}

const send: Send = async (args, api, options) => {
  const before = performance.now();
  const answer = await rawSend(args, api, options);
  readServerTime(answer, before);
  readRetryAfter(answer);
  return answer;
};

/** One tab at a time: refresh tokens rotate, and two tabs spending the same one would look like a theft. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('ds.refresh', work) : work();
}

type Store = Pick<BaseQueryApi, 'dispatch' | 'getState'>;

function apiFor(store: Store): BaseQueryApi {
  const { signal, abort } = new AbortController();
  return { ...store, signal, abort, extra: undefined, endpoint: 'refresh', type: 'mutation' };
}

async function completed(tokens: Partial<Tokens>, api: BaseQueryApi): Promise<User | null> {
  if (tokens.user) return tokens.user;
  const headers = { Authorization: `Bearer ${tokens.access_token}` };
  const me = await send({ url: `${AUTH_ROUTES}me`, headers }, api, {});
  return (me.data as User | undefined) ?? null;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Asks again where the server says that it is not well: a restart in between is no reason to sign in anew. If the token
 * was spent all the same, the server takes it again for ten seconds; an answer that never came is noticed later than
 * that, and spending it twice then would look like a theft.
 */
async function refreshed(api: BaseQueryApi): Promise<Answer> {
  const ask = () => send({ url: `${AUTH_ROUTES}refresh`, method: 'POST' }, api, {});
  let answer = await ask();
  for (const wait of REFRESH_PAUSES_MS) {
    if (!(Number(answer.error?.status) >= UNWELL)) break;
    await pause(wait);
    answer = await ask();
  }
  return answer;
}

async function renew(store: Store): Promise<boolean> {
  const api = apiFor(store);
  const answer = await refreshed(api);
  const tokens = answer.data as Tokens | undefined;
  const user = tokens ? await completed(tokens, api) : null;
  if (tokens && user) store.dispatch(signedIn({ ...tokens, user }));
  else {
    store.dispatch(signedOut());
    // Only a plain "no" ends the session for good; a server that is away may know us again in a minute.
    if (answer.error?.status === 401) rememberReturning(false);
  }
  return user !== null;
}

let running: Promise<boolean> | null = null;

/** Gets a new access token by the cookie; callers at the same time share one request. False: signed out. */
export function renewSession(store: Store): Promise<boolean> {
  running ??= oneTabAtATime(() => renew(store)).finally(() => {
    running = null;
  });
  return running;
}

/** Where a 401 is the answer itself, and no sign of an old token. */
function isAboutSessions(args: string | FetchArgs): boolean {
  return /\/auth\/(login|logout|refresh)$/.test(typeof args === 'string' ? args : args.url);
}

export const transport: Send = async (args, api, options) => {
  const tokenUsed = sessionOf(api.getState() as WithSession).token;
  const answer = await send(args, api, options);
  if (answer.error?.status !== 401 || isAboutSessions(args)) return answer;
  const { status, token } = sessionOf(api.getState() as WithSession);
  // A request that was under way at a sign-out must not sign the person in again.
  if (status === 'guest') return answer;
  const renewed = token !== tokenUsed || (await renewSession(api));
  return renewed ? send(args, api, options) : answer;
};
