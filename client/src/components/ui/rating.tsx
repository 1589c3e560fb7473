import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';

const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

export function Rating({ value }: { value: number | null }) {
  const { t } = useTranslation();
  if (value === null) return <span className="text-ink-faint">{t('rating.none')}</span>;
  const shown = formatNumber(value, ONE_DIGIT);
  return (
    <span className="inline-flex items-center gap-1 font-medium">
      <Star className="size-4 fill-amber-bright text-amber-bright" aria-hidden="true" />
      <span className="figures" aria-hidden="true">
        {shown}
      </span>
      <span className="sr-only">{t('rating.of5', { value: shown })}</span>
    </span>
  );
}
