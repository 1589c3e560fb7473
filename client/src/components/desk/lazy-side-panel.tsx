import { lazyOverlay } from '@/components/ui/lazy-overlay';
import type { SidePanelProps } from './side-panel';

export const LazySidePanel = lazyOverlay<SidePanelProps>(() => import('./side-panel'));
