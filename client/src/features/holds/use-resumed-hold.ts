import { useEffect } from 'react';
import { isClient, sessionOf } from '@/lib/auth';
import { type Draft, draftResumed } from '@/store/draft';
import { useAppDispatch, useAppSelector } from '@/store/store';

/** Places the hold that was waiting behind the sign-in, once; `ready` as soon as the page knows what it is about. */
export function useResumedHold(ready: boolean, place: (draft: Draft) => void): void {
  const dispatch = useAppDispatch();
  const { status } = useAppSelector(sessionOf);
  const books = useAppSelector(isClient);
  const { intent, resume } = useAppSelector((state) => state.draft);
  useEffect(() => {
    if (!resume || !intent || status !== 'member' || !ready) return;
    dispatch(draftResumed());
    if (books) place(intent);
  }, [books, dispatch, intent, place, ready, resume, status]);
}
