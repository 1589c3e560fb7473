import { useTranslation } from 'react-i18next';
import type { BookingStatus } from '@/lib/types';
import { cn } from './class-names';

const LOOK: Record<BookingStatus, string> = {
  pending: 'bg-amber-soft text-amber',
  confirmed: 'bg-good-soft text-good',
  completed: 'bg-brand-soft text-brand',
  cancelled: 'bg-sunken text-ink-soft',
  expired: 'bg-sunken text-ink-soft',
};

export function StatusBadge({ status }: { status: BookingStatus }) {
  const { t } = useTranslation();
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 font-semibold text-sm', LOOK[status])}
    >
      <span className="size-1.5 rounded-full bg-current" aria-hidden="true" />
      {t(`status.${status}`)}
    </span>
  );
}
