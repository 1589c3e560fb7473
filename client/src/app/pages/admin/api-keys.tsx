import { useTranslation } from 'react-i18next';
import { ApiKeys } from '@/features/admin/api-keys';
import { AdminPage } from './admin-page';

export default function ApiKeysPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('keys.title')} lead={t('keys.lead')}>
      <ApiKeys />
    </AdminPage>
  );
}
