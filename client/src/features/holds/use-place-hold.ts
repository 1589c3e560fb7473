import { useCallback, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { sessionOf } from '@/lib/auth';
import { forgetKey, keyFor } from '@/lib/idempotency';
import { type Draft, draftDropped, draftKept } from '@/store/draft';
import { useAppDispatch, useAppSelector } from '@/store/store';
import { useSendHold } from './api';
import { type Outcome, type Phase, placeHold, settlesKey } from './place-hold';

export type HoldState = { name: 'idle' } | Phase | Outcome;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Places holds, one at a time, and moves on to the checkout, or to the booking where nothing is to be paid; a guest goes
 * through the sign-in and comes back.
 */
export function usePlaceHold() {
  const [state, setState] = useState<HoldState>({ name: 'idle' });
  const sendHold = useSendHold();
  const session = useAppSelector(sessionOf);
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const location = useLocation();
  const running = useRef(false);
  const latestSend = useRef(sendHold);
  latestSend.current = sendHold;

  const askToSignIn = useCallback(
    (draft: Draft) => {
      dispatch(draftKept(draft));
      const next = location.pathname + location.search;
      void navigate(`/login?next=${encodeURIComponent(next)}`);
    },
    [dispatch, navigate, location],
  );

  const place = useCallback(
    async (draft: Draft) => {
      if (running.current) return;
      if (session.status === 'guest') return askToSignIn(draft);
      running.current = true;
      const key = keyFor(draft);
      const send = () => latestSend.current(draft, key);
      const outcome = await placeHold({ send, onPhase: setState, sleep });
      running.current = false;
      setState(outcome);
      if (settlesKey(outcome)) forgetKey(draft);
      if (outcome.name === 'signed_out') return askToSignIn(draft);
      const page = pageAfter(outcome);
      if (!page) return;
      dispatch(draftDropped());
      void navigate(page);
    },
    [askToSignIn, dispatch, navigate, session.status],
  );

  const reset = useCallback(() => setState({ name: 'idle' }), []);
  return { state, place, reset };
}

function pageAfter(outcome: Outcome): string | null {
  if (outcome.name === 'already_held') return `/checkout/${outcome.bookingId}`;
  if (outcome.name !== 'held') return null;
  const { id, status } = outcome.booking;
  return status === 'confirmed' ? `/bookings/${id}` : `/checkout/${id}`;
}

export function isRunning(state: HoldState): boolean {
  return state.name === 'sending' || state.name === 'checking' || state.name === 'busy';
}
