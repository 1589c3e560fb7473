import { configureStore, type ThunkDispatch, type UnknownAction } from '@reduxjs/toolkit';
import { setupListeners } from '@reduxjs/toolkit/query';
import { useDispatch, useSelector } from 'react-redux';
import { api } from '@/lib/api';
import { onSignOutElsewhere, sessionSlice, signedOut } from '@/lib/auth';
import { draftDropped, draftSlice, storeDraft } from './draft';

export function makeStore() {
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, session: sessionSlice.reducer, draft: draftSlice.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
    devTools: import.meta.env.DEV,
  });
  let kept = store.getState().draft;
  store.subscribe(() => {
    const { draft } = store.getState();
    if (draft === kept) return;
    kept = draft;
    storeDraft(draft);
  });
  // Focus and reconnect make views ask again where they opted in: holds above all.
  setupListeners(store.dispatch);
  onSignOutElsewhere(() => store.dispatch(personForgotten()));
  return store;
}

/** Leaves nothing of who was signed in: no answers, no plans. */
export const personForgotten = () => (dispatch: ThunkDispatch<unknown, unknown, UnknownAction>) => {
  dispatch(signedOut());
  dispatch(draftDropped());
  dispatch(api.util.resetApiState());
};

export type Store = ReturnType<typeof makeStore>;
type State = ReturnType<Store['getState']>;

export const useAppSelector = useSelector.withTypes<State>();
export const useAppDispatch = useDispatch.withTypes<Store['dispatch']>();
