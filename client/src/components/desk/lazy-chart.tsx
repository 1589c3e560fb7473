import { type ComponentProps, lazy, Suspense } from 'react';
import type { Chart } from './chart';

const Loaded = lazy(() => import('./chart').then((module) => ({ default: module.Chart })));

/** A chart whose code comes after the figures, which say the same; its place is kept. */
export function LazyChart(props: ComponentProps<typeof Chart>) {
  return (
    <Suspense fallback={<div aria-busy="true" className="h-86" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
