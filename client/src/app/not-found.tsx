import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Title } from './title';

/** No such page, or no such thing on it. */
export function NotFound({ what = 'page' }: { what?: 'page' | 'car' | 'booking' }) {
  const { t } = useTranslation();
  return (
    <div className="page py-16">
      <Title>{t('missing.title')}</Title>
      <h1 className="sr-only">{t('missing.title')}</h1>
      <Empty title={t(`missing.${what}`)} act={<LinkButton to="/cars">{t('missing.act')}</LinkButton>}>
        {t('missing.text')}
      </Empty>
    </div>
  );
}
