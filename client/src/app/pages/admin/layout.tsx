import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { ToastProvider } from '@/components/ui/toast';

const PLACES = [
  ['overview', '/admin'],
  ['users', '/admin/users'],
  ['bookings', '/admin/bookings'],
  ['money', '/admin/money?state=open'],
  ['audit', '/admin/audit'],
  ['webhooks', '/admin/webhooks'],
  ['mails', '/admin/mails'],
  ['keys', '/admin/api-keys'],
  ['reports', '/admin/reports'],
  ['system', '/admin/system'],
] as const;

/** The frame of the admin area: where one is, and where else one may go. */
export default function AdminLayout() {
  const { t } = useTranslation('admin');
  const tabs: Tab[] = PLACES.map(([name, to]) => ({ to, name: t(`tabs.${name}`), end: name === 'overview' }));
  return (
    <ToastProvider>
      <div className="page flex flex-col gap-6 py-4 sm:py-6">
        <Tabs label={t('tabs.label')} tabs={tabs} />
        <Outlet />
      </div>
    </ToastProvider>
  );
}
