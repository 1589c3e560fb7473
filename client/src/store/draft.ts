// What the visitor was about to hold when something came between: a sign-in, a reload, a lost line.
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { dropStored, readStored, writeStored } from '@/lib/browser-storage';
import type { HoldIntent } from '@/lib/idempotency';
import type { Money } from '@/lib/types';

export type Draft = HoldIntent & {
  title: string;
  timeZone: string;
  total: Money | null;
  /** Names of an event's sections by their ids, for whoever has to tell what is wanted or offered. */
  sections?: Record<string, string>;
};

/** `resume` is set while the client still waits for the hold, and is spent by the page that places it. */
export type DraftState = { intent: Draft | null; resume: boolean };

const STORED = 'ds.draft';
const NOTHING: DraftState = { intent: null, resume: false };

function storedDraft(): DraftState {
  try {
    const stored: DraftState = { ...NOTHING, ...JSON.parse(readStored('session', STORED) ?? '{}') };
    // One of an older version of the client names no kind; nobody could place it.
    return stored.intent?.kind ? stored : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function storeDraft(state: DraftState): void {
  if (state.intent) writeStored('session', STORED, JSON.stringify(state));
  else dropStored('session', STORED);
}

export const draftSlice = createSlice({
  name: 'draft',
  initialState: storedDraft,
  reducers: {
    draftKept(_, { payload }: PayloadAction<Draft>) {
      return { intent: payload, resume: true };
    },
    draftResumed(state) {
      state.resume = false;
    },
    draftDropped() {
      return NOTHING;
    },
  },
});

export const { draftKept, draftResumed, draftDropped } = draftSlice.actions;
