import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';

/** A page that broke, or whose code could not be fetched: nothing was booked or charged by that. */
export function Crash() {
  const { t } = useTranslation();
  const fault = useRouteError();
  useEffect(() => console.error(fault), [fault]);
  return (
    <div className="page py-16">
      <Empty title={t('crash.title')} act={<Button onClick={() => window.location.reload()}>{t('crash.act')}</Button>}>
        {t('crash.text')}
      </Empty>
    </div>
  );
}
