import { useTranslation } from 'react-i18next';
import { DownloadLink } from '@/components/desk/download-link';
import { LazyChart } from '@/components/desk/lazy-chart';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/empty';
import { Resource } from '@/components/ui/resource';
import type { EarningsReport } from './admin-api.gen';
import { useGetPlatformRevenueQuery } from './api';
import { LOOKED_UP } from './live';
import { ReportFilters } from './report-filters';
import { ReportTable } from './report-table';
import { ReportTotals } from './report-totals';
import { oneOf } from './use-question';
import { GROUPS, type ReportQuestion, useReportQuestion } from './use-report-question';
import { useRowName } from './use-row-name';

const BARS = 12;
const OWNERS = 100;

/** What the platform turns over: by day, week, month, kind or owner; as a picture, as figures and as a file. */
export function Reports() {
  const { t } = useTranslation('admin');
  const question = useReportQuestion();
  const pageSize = question.groupBy === 'owner' ? OWNERS : undefined;
  const query = useGetPlatformRevenueQuery({ ...question, pageSize }, LOOKED_UP);
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <ReportFilters />
      <Resource
        query={query}
        keepLast
        skeleton={
          <div className="flex flex-col gap-6">
            <ReportTotals />
            <Picture />
          </div>
        }
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t('reports.none')}>{t('reports.noneText')}</Empty>}
      >
        {(revenue) => (
          <div className="flex min-w-0 flex-col gap-6">
            {revenue.totals.map((sums) => (
              <section key={sums.currency} aria-label={sums.currency} className="flex min-w-0 flex-col gap-6">
                <ReportTotals sums={sums} />
                <Picture revenue={revenue} currency={sums.currency} />
                <ReportTable revenue={revenue} sums={sums} />
              </section>
            ))}
            <Files question={question} />
          </div>
        )}
      </Resource>
    </div>
  );
}

function Picture({ revenue, currency = 'USD' }: { revenue?: EarningsReport; currency?: string }) {
  const { t } = useTranslation('admin');
  const name = useRowName();
  const group = oneOf(GROUPS, revenue?.group_by) ?? 'day';
  const own = revenue?.rows.filter((row) => row.currency === currency) ?? [];
  // A bar for each of a thousand owners would be none to see: the largest, and the rest stands in the table.
  const rows =
    group === 'owner' ? own.toSorted((one, other) => other.gross.amount - one.gross.amount).slice(0, BARS) : own;
  const kindOf = { day: 'day', month: 'month' } as const;
  const pointKind = group === 'day' || group === 'month' ? kindOf[group] : 'words';
  const series = (['gross', 'refunded', 'fees'] as const).map((key) => ({
    key,
    name: t(`reports.${key}`),
    values: rows.map((row) => row[key].amount),
  }));
  return (
    <Card>
      <LazyChart
        kind={group === 'day' ? 'line' : 'bar'}
        caption={t('reports.chart', { currency })}
        pointsName={t(`reports.group.${group}`)}
        points={rows.map((row) => (pointKind === 'words' ? name(row) : (row.period ?? '')))}
        pointKind={pointKind}
        series={revenue && series}
        unit={{ currency }}
      />
    </Card>
  );
}

/** The same question, and the payments and refunds behind it, as files. */
function Files({ question }: { question: ReportQuestion }) {
  const { t } = useTranslation('admin');
  const { from, to, tz, groupBy, kind, ownerId } = question;
  const asked = new URLSearchParams({
    from,
    to,
    tz,
    format: 'csv',
    ...(kind && { kind }),
    ...(ownerId && { owner_id: ownerId }),
  });
  const root = '/api/v1/admin/reports/revenue';
  return (
    <div className="flex flex-wrap gap-3">
      <DownloadLink url={`${root}?${asked}&group_by=${groupBy}`} name="revenue.csv">
        {t('reports.csv')}
      </DownloadLink>
      <DownloadLink url={`${root}/entries?${asked}`} name="revenue-entries.csv">
        {t('reports.entries')}
      </DownloadLink>
    </div>
  );
}
