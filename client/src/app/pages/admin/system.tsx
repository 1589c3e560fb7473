import { useTranslation } from 'react-i18next';
import { SystemParts } from '@/features/admin/system-parts';
import { AdminPage } from './admin-page';

export default function SystemPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('system.title')} lead={t('system.lead')}>
      <SystemParts />
    </AdminPage>
  );
}
