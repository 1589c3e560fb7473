import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Tabs } from '@/components/ui/tabs';
import { Mismatches } from '@/features/admin/mismatches';
import { Agreement, RunNow } from '@/features/admin/runs';
import { RunsList } from '@/features/admin/runs-list';
import { AdminPage } from './admin-page';

const RUNS = 'runs';

export default function MoneyPage() {
  const { t } = useTranslation('admin');
  const [params] = useSearchParams();
  const runs = params.get('view') === RUNS;
  return (
    <AdminPage title={t('money.title')} lead={t('money.lead')}>
      <Agreement />
      <Tabs
        label={t('money.views')}
        tabs={[
          { to: '/admin/money?state=open', name: t('mismatches.title'), current: !runs },
          { to: `/admin/money?view=${RUNS}`, name: t('runs.title'), current: runs },
        ]}
      />
      {runs ? (
        <>
          <RunNow />
          <RunsList />
        </>
      ) : (
        <Mismatches />
      )}
    </AdminPage>
  );
}
