import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/desk/table-types';
import { AdminList } from './admin-list';
import { type Run, useListReconciliationRunsQuery } from './api';
import { Code } from './facts';
import { GLANCED, quiet } from './live';
import { RunCounts, RunState } from './run-parts';
import { Stamp } from './stamp';
import { useQuestion } from './use-question';

/** All comparisons with Stripe, newest first. */
export function RunsList() {
  const { t } = useTranslation('admin');
  const { page, pageSize, pageLink } = useQuestion([]);
  const query = quiet(useListReconciliationRunsQuery({ page, pageSize }, GLANCED));
  const columns: Column<Run>[] = [
    { key: 'at', head: t('runs.at'), cell: (run) => <Stamp at={run.requested_at} /> },
    { key: 'state', head: t('state'), cell: (run) => <RunState state={run.state} /> },
    { key: 'by', head: t('runs.by'), cell: (run) => <Code>{run.requested_by}</Code> },
    { key: 'what', head: t('runs.what'), cell: (run) => <RunCounts run={run} />, bone: '14rem' },
  ];
  return (
    <AdminList
      caption={t('runs.title')}
      query={query}
      columns={columns}
      pageLink={pageLink}
      empty={{ title: t('runs.none'), text: t('runs.noneText') }}
    />
  );
}
