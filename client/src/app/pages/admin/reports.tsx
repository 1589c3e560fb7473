import { useTranslation } from 'react-i18next';
import { Reports } from '@/features/admin/reports';
import { AdminPage } from './admin-page';

export default function ReportsPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('reports.title')} lead={t('reports.lead')}>
      <Reports />
    </AdminPage>
  );
}
