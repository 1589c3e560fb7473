import { useCallback, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCreateCarBookingMutation } from '@/lib/api';
import { sessionOf } from '@/lib/auth';
import { forgetKey, keyFor } from '@/lib/idempotency';
import { type Draft, draftDropped, draftKept } from '@/store/draft';
import { useAppDispatch, useAppSelector } from '@/store/store';
import { type Outcome, type Phase, placeHold, settlesKey } from './place-hold';

export type HoldState = { name: 'idle' } | Phase | Outcome;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Places holds, one at a time, and moves on to the checkout; a guest goes through the sign-in and comes back. */
export function usePlaceHold() {
  const [state, setState] = useState<HoldState>({ name: 'idle' });
  const [create] = useCreateCarBookingMutation();
  const session = useAppSelector(sessionOf);
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const location = useLocation();
  const running = useRef(false);

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
      const { carId, startsAt, endsAt, extras } = draft;
      const key = keyFor(draft);
      const send = () =>
        create({
          carId,
          'Idempotency-Key': key,
          carDemand: { starts_at: startsAt, ends_at: endsAt, extras },
        }).unwrap();
      const outcome = await placeHold({ send, onPhase: setState, sleep });
      running.current = false;
      setState(outcome);
      if (settlesKey(outcome)) forgetKey(draft);
      if (outcome.name === 'signed_out') return askToSignIn(draft);
      const heldId =
        outcome.name === 'held' ? outcome.booking.id : outcome.name === 'already_held' && outcome.bookingId;
      if (!heldId) return;
      dispatch(draftDropped());
      void navigate(`/checkout/${heldId}`);
    },
    [askToSignIn, create, dispatch, navigate, session.status],
  );

  const reset = useCallback(() => setState({ name: 'idle' }), []);
  return { state, place, reset };
}

export function isRunning(state: HoldState): boolean {
  return state.name === 'sending' || state.name === 'checking' || state.name === 'busy';
}
