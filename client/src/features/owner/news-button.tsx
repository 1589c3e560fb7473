import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';

/** Says that there is more than what is shown, and shows it when asked: nothing moves under a pointer. */
export function NewsButton({ news, onShow }: { news: number; onShow: () => void }) {
  const { t } = useTranslation('owner');
  return (
    <div role="status" className="empty:hidden">
      {news > 0 && (
        <Button tone="plain" size="small" onClick={onShow}>
          <RotateCw className="size-4" aria-hidden="true" />
          {t('news', { count: news })}
        </Button>
      )}
    </div>
  );
}
