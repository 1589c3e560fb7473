import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Resource } from '@/components/ui/resource';
import { useGetOwnerLostDemandQuery } from './api';
import { calm } from './live';
import { lastDays } from './ranges';
import { useReasonWords } from './reason-words';
import type { LostDemandReport } from './types';

const DAYS = 30;
/** What an owner's own rules refuse: the others are nobody's choice. */
const BY_RULE = ['too_soon', 'too_far_ahead', 'window_too_short', 'window_too_long', 'quantity_limit', 'limit_reached'];

/** What the rules of one listing have cost lately: how often each has turned somebody away. */
export default function RuleDemand({ listingId }: { listingId: string }) {
  const { t } = useTranslation('owner');
  const [range] = useState(() => lastDays(DAYS));
  const query = useGetOwnerLostDemandQuery({ ...range, listingId }, { refetchOnMountOrArgChange: true });
  return (
    <Card aria-labelledby="rule-demand" className="flex flex-col gap-3">
      <div>
        <h2 id="rule-demand" className="font-semibold text-lg">
          {t('ruleDemand.title')}
        </h2>
        <p className="max-w-prose text-ink-soft">{t('ruleDemand.lead', { count: DAYS })}</p>
      </div>
      <Resource query={calm(query)} skeleton={<Bone width="18rem" />}>
        {({ rows }) => <Refusals rows={rows.filter(({ reason }) => BY_RULE.includes(reason))} />}
      </Resource>
    </Card>
  );
}

function Refusals({ rows }: { rows: LostDemandReport['rows'] }) {
  const { t } = useTranslation('owner');
  const wordsOf = useReasonWords();
  if (rows.length === 0) return <p className="text-ink-soft">{t('ruleDemand.none')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {rows.map(({ reason, attempts, people }) => (
        <li key={reason} className="flex flex-wrap justify-between gap-x-4">
          <span>{wordsOf(reason)}</span>
          <span className="figures text-ink-soft">{t('ruleDemand.tries', { count: attempts, people })}</span>
        </li>
      ))}
    </ul>
  );
}
