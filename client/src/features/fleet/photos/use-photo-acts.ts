import { useState } from 'react';
import { useStore } from 'react-redux';
import { asProblem, type Problem } from '@/lib/problem';
import type { Store } from '@/store/store';
import { fleetApi, useArrangePhotosMutation, useDescribePhotoMutation, useRemovePhotoMutation } from '../api';
import type { OwnListing, Photo } from '../types';

type Answer = { data?: Photo[]; error?: unknown };

/** What can be done with photos that are there. A new order is seen at once, and taken back where the server says no. */
export function usePhotoActs({ id, photos }: OwnListing) {
  const store = useStore() as Store;
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [arrange] = useArrangePhotosMutation();
  const [describe] = useDescribePhotoMutation();
  const [remove, removing] = useRemovePhotoMutation();

  const settle = async ({ data, error }: Answer): Promise<boolean> => {
    setProblem(error ? asProblem(error) : null);
    // Each of these makes the listing be asked for again; until it is there, what it was would flash up.
    await Promise.all(store.dispatch(fleetApi.util.getRunningQueriesThunk()));
    return data !== undefined;
  };

  const known = new Map(photos.map((photo) => [photo.id, photo]));
  const inOrder = order?.every((one) => known.has(one)) && order.length === photos.length ? order : [...known.keys()];

  const put = async (next: readonly string[]) => {
    setOrder(next);
    await settle(await arrange({ listingId: id, order: { order: [...next] } }));
    // A later move has an answer of its own to come.
    setOrder((now) => (now === next ? null : now));
  };
  /** Moves a photo to the place `to`. */
  const move = (photoId: string, to: number) => {
    const rest = inOrder.filter((one) => one !== photoId);
    return put([...rest.slice(0, to), photoId, ...rest.slice(to)]);
  };

  return {
    photos: inOrder.flatMap((one) => known.get(one) ?? []),
    problem,
    move,
    removing: removing.isLoading,
    describe: async (photoId: string, caption: string) =>
      settle(await describe({ listingId: id, photoId, caption: { caption } })),
    remove: async (photoId: string) => settle(await remove({ listingId: id, photoId })),
  };
}
