// Who is signed in. The access token lives in memory only; the refresh token is a cookie no script can read.
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { dropStored, readStored, writeStored } from './browser-storage';
import type { Tokens, User } from './types';

/** `unknown` until the first refresh has answered. */
export type Session = { status: 'unknown' | 'guest' | 'member'; user: User | null; token: string | null };

const GUEST: Session = { status: 'guest', user: null, token: null };

// Says only that this browser has signed in before, so that a guest's first page costs no refused refresh.
const RETURNING = 'ds.returning';

export const sessionSlice = createSlice({
  name: 'session',
  initialState: { ...GUEST, status: 'unknown' } as Session,
  reducers: {
    signedIn(_, { payload }: PayloadAction<Tokens>) {
      return { status: 'member', user: payload.user, token: payload.access_token };
    },
    /** The account says something new of itself: a name was changed, an address confirmed. */
    userChanged(session, { payload }: PayloadAction<User>) {
      if (session.status === 'member') session.user = payload;
    },
    signedOut() {
      return GUEST;
    },
  },
});

export const { signedIn, userChanged, signedOut } = sessionSlice.actions;

export type Role = User['role'];

export type WithSession = { session: Session };

export const sessionOf = (state: WithSession): Session => state.session;

/** Only clients book: owners and admins have no bookings of their own to ask for. */
export const isClient = (state: WithSession): boolean => state.session.user?.role === 'client';

export function mayHaveSession(): boolean {
  return readStored('local', RETURNING) !== null;
}

export function rememberReturning(returning: boolean): void {
  if (returning) writeStored('local', RETURNING, '1');
  else dropStored('local', RETURNING);
}

/** Another tab that ends the session takes the mark away, and the browser tells all the others. */
export function onSignOutElsewhere(forget: () => void): void {
  window.addEventListener('storage', (event) => {
    const cleared = event.key === null;
    if (cleared || (event.key === RETURNING && event.newValue === null)) forget();
  });
}
