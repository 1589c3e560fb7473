import { Archive, Eye, EyeOff, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import type { Visibility } from './types';

const LOOK = {
  published: { Icon: Eye, look: 'bg-good-soft text-good' },
  unlisted: { Icon: Link2, look: 'bg-brand-soft text-brand' },
  paused: { Icon: EyeOff, look: 'bg-amber-soft text-amber' },
  retired: { Icon: Archive, look: 'bg-sunken text-ink-soft' },
} as const;

/** How a listing stands: told by word and sign, not by colour alone. */
export function VisibilityBadge({ of }: { of: Visibility }) {
  const { t } = useTranslation('fleet');
  const { Icon, look } = LOOK[of];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 font-semibold text-sm',
        look,
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {t(`visibility.${of}`)}
    </span>
  );
}
