import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Tabs } from '@/components/ui/tabs';

/** The matters of one's own account, whatever the role. */
export default function AccountLayout() {
  const { t } = useTranslation('account');
  const tabs = [
    { to: '/account', name: t('tab.profile'), end: true },
    { to: '/account/security', name: t('tab.security') },
    { to: '/account/data', name: t('tab.data') },
  ];
  return (
    <div className="page flex max-w-5xl flex-col gap-6 py-8 sm:py-10">
      <h1 className="font-semibold text-3xl">{t('title')}</h1>
      <Tabs label={t('title')} tabs={tabs} />
      <Outlet />
    </div>
  );
}
