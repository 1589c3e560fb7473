import type { DialogProps } from './dialog';
import { lazyOverlay } from './lazy-overlay';

export const LazyDialog = lazyOverlay<DialogProps>(() => import('./dialog'));
