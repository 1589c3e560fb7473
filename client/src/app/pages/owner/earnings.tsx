import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import {
  useGetOwnerEarningsQuery,
  useGetOwnerLostDemandQuery,
  useGetOwnerOccupancyQuery,
  useGetOwnerUpcomingQuery,
} from '@/features/owner/api';
import { addressWith } from '@/features/owner/booking-filters';
import { EarningsReport } from '@/features/owner/earnings-report';
import { calm, LIVE } from '@/features/owner/live';
import { LostDemand } from '@/features/owner/lost-demand';
import { Occupancy } from '@/features/owner/occupancy';
import { RangeRow } from '@/features/owner/range-row';
import { nextDays, type Range, rangeIn } from '@/features/owner/ranges';
import { fileOf, type Group, groupIn } from '@/features/owner/report-address';
import { ReportPart } from '@/features/owner/report-part';
import { UpcomingTable } from '@/features/owner/upcoming-table';
import { Title } from '../../title';

const COMING_DAYS = 90;

export default function OwnerEarnings() {
  const { t } = useTranslation('owner');
  const [params] = useSearchParams();
  const [range, group] = [rangeIn(params), groupIn(params)];
  return (
    <>
      <Title>{t('earnings.title')}</Title>
      <h1 className="font-semibold text-3xl">{t('earnings.title')}</h1>
      <RangeRow range={range} group={group} />
      <div className="flex flex-col gap-12">
        <Earned range={range} group={group} />
        <Used range={range} group={group} />
        <Coming />
        <Lost range={range} />
      </div>
    </>
  );
}

type PartProps = { range: Range; group: Group };

function Earned({ range, group }: PartProps) {
  const { t } = useTranslation('owner');
  const [params] = useSearchParams();
  const page = Math.max(1, Number(params.get('page')) || 1);
  const query = calm(useGetOwnerEarningsQuery({ ...range, groupBy: group, page }, LIVE));
  return (
    <ReportPart
      title={t('earnings.paid')}
      lead={t('earnings.lead')}
      file={fileOf('earnings', range, { group_by: group })}
      name="earnings.csv"
      made={query.currentData}
    >
      <Resource query={query} skeleton={<EarningsReport group={group} />}>
        {(report) => (
          <>
            <EarningsReport report={report} group={group} />
            <Pager
              page={report.page}
              pages={report.pages}
              linkTo={(number) => addressWith(params, { page: String(number) })}
            />
          </>
        )}
      </Resource>
    </ReportPart>
  );
}

function Used({ range, group }: PartProps) {
  const { t } = useTranslation('owner');
  const query = calm(useGetOwnerOccupancyQuery({ ...range, groupBy: group }, LIVE));
  return (
    <ReportPart
      title={t('occupancy.title')}
      lead={t('occupancy.lead')}
      file={fileOf('occupancy', range, { group_by: group })}
      name="occupancy.csv"
      made={query.currentData}
    >
      <Resource query={query} skeleton={<Occupancy group={group} />}>
        {(report) => <Occupancy report={report} group={group} />}
      </Resource>
    </ReportPart>
  );
}

function Coming() {
  const { t } = useTranslation('owner');
  const [range] = useState(() => nextDays(COMING_DAYS));
  const query = calm(useGetOwnerUpcomingQuery({ ...range, groupBy: 'listing' }, LIVE));
  return (
    <ReportPart
      title={t('upcoming.title')}
      lead={t('upcoming.lead', { count: COMING_DAYS })}
      file={fileOf('upcoming', range, { group_by: 'listing' })}
      name="upcoming.csv"
      made={query.currentData}
    >
      <Resource query={query} skeleton={<UpcomingTable />}>
        {(report) => <UpcomingTable report={report} />}
      </Resource>
    </ReportPart>
  );
}

function Lost({ range }: { range: Range }) {
  const { t } = useTranslation('owner');
  const query = calm(useGetOwnerLostDemandQuery(range, LIVE));
  return (
    <ReportPart
      title={t('lost.title')}
      lead={t('lost.lead')}
      file={fileOf('lost-demand', range)}
      name="lost-demand.csv"
      made={query.currentData}
    >
      <Resource query={query} skeleton={<LostDemand />}>
        {(report) => <LostDemand report={report} />}
      </Resource>
    </ReportPart>
  );
}
