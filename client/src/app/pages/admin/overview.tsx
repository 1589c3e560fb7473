import { useTranslation } from 'react-i18next';
import { AuditorCard } from '@/features/admin/auditor-card';
import { DemandCard } from '@/features/admin/demand-card';
import { Figures } from '@/features/admin/figures';
import { RevenueStats } from '@/features/admin/revenue-card';
import { AdminPage } from './admin-page';

export default function OverviewPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('overview.title')} lead={t('overview.lead')}>
      <Figures />
      <RevenueStats />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <AuditorCard />
        <DemandCard />
      </div>
    </AdminPage>
  );
}
