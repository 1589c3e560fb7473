import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

const NAME = 'open';

/** The row whose panel is open, kept in the address: the back button closes it, and a link can lead to it. */
export function useOpened() {
  const [params, setParams] = useSearchParams();
  const open = params.get(NAME);
  const show = useCallback(
    (id: string | null) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (id) after.set(NAME, id);
          else after.delete(NAME);
          return after;
        },
        { preventScrollReset: true },
      );
    },
    [setParams],
  );
  return { open, show, close: () => show(null) };
}
