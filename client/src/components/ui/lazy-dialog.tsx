import { lazy, Suspense, useRef } from 'react';
import type { DialogProps } from './dialog';

const Loaded = lazy(() => import('./dialog'));

/** A dialog whose code comes with its first opening, and stays mounted afterwards so that it can close gracefully. */
export function LazyDialog(props: DialogProps) {
  const opened = useRef(false);
  opened.current ||= props.open;
  if (!opened.current) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
