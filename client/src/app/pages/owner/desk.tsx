import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Tabs } from '@/components/ui/tabs';

const VIEWS = ['fleet', 'calendar', 'bookings', 'earnings'] as const;

/** The frame of all that owners work with: which views there are, and the one that is open. */
export default function OwnerDesk() {
  const { t } = useTranslation('owner');
  const tabs = [
    { to: '/owner', name: t('tab.today'), end: true },
    ...VIEWS.map((view) => ({ to: `/owner/${view}`, name: t(`tab.${view}`) })),
  ];
  return (
    <div className="page flex flex-col gap-6 py-6 sm:gap-8 sm:py-8">
      <Tabs label={t('tabs')} tabs={tabs} />
      <Outlet />
    </div>
  );
}
