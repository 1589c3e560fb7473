import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { useListOwnerBookingsQuery } from '@/features/owner/api';
import { ComingList } from '@/features/owner/coming-list';
import { Title } from '../../title';

const POLL_MS = 30_000;
const SHOWN = 5;

export default function OwnerToday() {
  const { t } = useTranslation('owner');
  const query = useListOwnerBookingsQuery(
    { status: 'confirmed', sort: 'next', pageSize: SHOWN },
    { pollingInterval: POLL_MS, skipPollingIfUnfocused: true, refetchOnFocus: true, refetchOnMountOrArgChange: true },
  );
  return (
    <>
      <Title>{t('today.title')}</Title>
      <h1 className="font-semibold text-3xl">{t('today.title')}</h1>
      <Card aria-labelledby="coming" className="flex flex-col gap-4">
        <h2 id="coming" className="font-semibold text-xl">
          {t('today.coming')}
        </h2>
        <Resource
          query={query}
          skeleton={<ComingList />}
          isEmpty={(list) => list.items.length === 0}
          empty={<p className="text-ink-soft">{t('today.noneComing')}</p>}
        >
          {(list) => <ComingList bookings={list.items} />}
        </Resource>
      </Card>
    </>
  );
}
