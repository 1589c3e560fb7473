import { useRef } from 'react';
import { FILTERS, type Search } from './search-state';

const BESIDE = [...FILTERS, 'sort', 'view'] as const;
type Beside = Pick<Search, (typeof BESIDE)[number]>;

const pick = (search: Partial<Search>) =>
  Object.fromEntries(BESIDE.filter((name) => name in search).map((name) => [name, search[name]])) as Partial<Beside>;

/**
 * The filters as they are this moment: the address follows a press or a letter later, and a search that starts in
 * between must not lose them.
 */
export function useBeside(search: Search) {
  const inAddress = JSON.stringify(pick(search));
  const now = useRef<{ inAddress: string; filters: Partial<Beside> }>({ inAddress: '', filters: {} });
  if (now.current.inAddress !== inAddress) now.current = { inAddress, filters: pick(search) };
  const note = (change: Partial<Search>) => {
    now.current.filters = { ...now.current.filters, ...pick(change) };
  };
  return { beside: () => now.current.filters, note };
}
