import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';

const FEW = 10;

/** The count of the server, and no adjectives. */
export function PlacesLeft({ left }: { left: number }) {
  const { t } = useTranslation('events');
  if (left === 0) return <span className="font-semibold text-bad">{t('soldOut')}</span>;
  return (
    <span className={cn('figures', left <= FEW ? 'font-semibold text-amber' : 'text-ink-soft')}>
      {t('left', { count: left })}
    </span>
  );
}
