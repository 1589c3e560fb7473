import { lazy, Suspense, useRef } from 'react';
import type { SidePanelProps } from './side-panel';

const Loaded = lazy(() => import('./side-panel'));

/** A panel whose code comes with its first opening, and stays mounted afterwards so that it can close gracefully. */
export function LazySidePanel(props: SidePanelProps) {
  const opened = useRef(false);
  opened.current ||= props.open;
  if (!opened.current) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
