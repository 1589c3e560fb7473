import { useSyncExternalStore } from 'react';

// Where Tailwind's `sm` begins.
const NARROW = '(max-width: 39.99rem)';

function subscribe(onChange: () => void) {
  const media = matchMedia(NARROW);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** True on phones; for what needs other elements there, not only other classes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}
