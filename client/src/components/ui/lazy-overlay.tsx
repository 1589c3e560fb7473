import { type ComponentType, lazy, Suspense, useRef } from 'react';

/** A dialog or panel whose code comes with its first opening, and stays mounted afterwards so that it can close gracefully. */
export function lazyOverlay<Props extends { open: boolean }>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const Loaded = lazy(load) as ComponentType<Props>;
  return function LazyOverlay(props: Props) {
    const opened = useRef(false);
    opened.current ||= props.open;
    if (!opened.current) return null;
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
