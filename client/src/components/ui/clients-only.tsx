import { useTranslation } from 'react-i18next';
import { Notice } from './notice';

/** In place of what only clients may do, for owners and admins. */
export function ClientsOnly() {
  const { t } = useTranslation();
  return (
    <Notice tone="info" title={t('clientsOnly.title')}>
      {t('clientsOnly.text')}
    </Notice>
  );
}
