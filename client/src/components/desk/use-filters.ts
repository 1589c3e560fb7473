import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router';

// Pages of one question mean nothing for another.
const PLACES = ['page', 'cursor'];

type Change = {
  /** Leaves no step behind for the back button, as for each pause in typing. */
  quietly?: boolean;
};

/** Filters kept in the address, so that a view can be kept, sent and gone back to. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const latest = useRef(setParams);
  latest.current = setParams;
  const change = useCallback((values: Record<string, string>, { quietly = false }: Change = {}) => {
    latest.current(
      (before) => {
        const after = new URLSearchParams(before);
        for (const place of PLACES) after.delete(place);
        for (const [name, value] of Object.entries(values)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: quietly, preventScrollReset: true },
    );
  }, []);
  return { params, change };
}
