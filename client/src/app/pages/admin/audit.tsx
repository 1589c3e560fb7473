import { useTranslation } from 'react-i18next';
import { AuditTrail } from '@/features/admin/audit-trail';
import { AdminPage } from './admin-page';

export default function AuditPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('audit.title')} lead={t('audit.lead')}>
      <AuditTrail />
    </AdminPage>
  );
}
