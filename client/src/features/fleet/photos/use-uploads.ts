import { useCallback, useRef, useState } from 'react';
import { useStore } from 'react-redux';
import { newKey } from '@/lib/idempotency';
import type { Problem } from '@/lib/problem';
import type { Store } from '@/store/store';
import { fleetApi } from '../api';
import { checkedPhoto, MOST_PHOTOS, type PhotoFault } from './checked-photo';
import { uploadPhoto } from './upload-photo';

export type Upload = {
  key: string;
  file: File;
  preview: ImageBitmap | null;
  state: 'waiting' | 'sending' | 'refused';
  /** From 0 to 1; at 1 the server is at work. */
  share: number;
  fault: PhotoFault | null;
  problem: Problem | null;
};

/** Runs one thing after the other, in the order in which they came. */
function useChain() {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (work: () => Promise<void>) => {
    last.current = last.current.then(work);
  };
}

/** Photos on their way, one after the other: a line shared by five is five times as slow for the first. */
export function useUploads(listingId: string, photos: number) {
  const store = useStore() as Store;
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const checking = useChain();
  const sending = useChain();
  const room = useRef(MOST_PHOTOS - photos);
  room.current = MOST_PHOTOS - photos - uploads.filter(({ state }) => state !== 'refused').length;

  const change = useCallback((key: string, part: Partial<Upload>) => {
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }, []);
  const drop = useCallback((key: string) => setUploads((before) => before.filter((one) => one.key !== key)), []);

  const send = async (key: string, file: File) => {
    change(key, { state: 'sending', share: 0, problem: null });
    const onProgress = (share: number) => change(key, { share });
    const { photo, problem } = await uploadPhoto(store, { listingId, file, onProgress });
    // Also after an answer that was lost: the photo may be there.
    store.dispatch(fleetApi.util.invalidateTags(['own_listings', 'price_rules', 'cars']));
    await Promise.all(store.dispatch(fleetApi.util.getRunningQueriesThunk()));
    if (photo) drop(key);
    else change(key, { state: 'refused', problem });
  };

  const add = async (chosen: File) => {
    const key = newKey();
    const { file, fault, preview } = await checkedPhoto(chosen);
    const none = !fault && room.current <= 0;
    room.current -= 1;
    const refused = fault ?? (none ? 'many' : null);
    const state = refused ? 'refused' : 'waiting';
    setUploads((before) => [...before, { key, file, preview, state, share: 0, fault: refused, problem: null }]);
    if (!refused) sending(() => send(key, file));
  };

  return {
    uploads,
    take: (files: readonly File[]) => {
      for (const file of files) checking(() => add(file));
    },
    again: ({ key, file }: Upload) => sending(() => send(key, file)),
    drop,
    busy: uploads.some(({ state }) => state !== 'refused'),
  };
}
