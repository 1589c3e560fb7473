// How often views of the admin area ask again while somebody looks at them.
const live = (pollingInterval: number) => ({
  pollingInterval,
  skipPollingIfUnfocused: true,
  refetchOnFocus: true,
  refetchOnMountOrArgChange: true,
});

/** Figures that a person glances at. */
export const GLANCED = live(15_000);
/** A log that is watched. */
export const WATCHED = live(5_000);
/** Work that goes on and is waited for. */
export const AWAITED = live(1_000);
/** What changes only by somebody's hand. */
export const LOOKED_UP = { refetchOnFocus: true, refetchOnMountOrArgChange: true };

type Query = { isFetching: boolean; isLoading: boolean };

/** Asking again by the clock is no news: no line runs across the top for it. */
export const quiet = <Q extends Query>(query: Q): Q => ({ ...query, isFetching: query.isLoading });
