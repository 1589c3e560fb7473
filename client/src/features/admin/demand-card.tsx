import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { formatNumber } from '@/lib/format';
import { useGetPlatformLostDemandQuery } from './api';
import { TextLink } from './facts';
import { lastDays } from './last-days';
import { GLANCED, quiet } from './live';
import { useWord } from './use-word';

const DAYS = 30;
const BONES = 3;

/** What was wanted in vain, by reason; each reason leads to the refusals themselves. */
export function DemandCard() {
  const { t } = useTranslation('admin');
  const word = useWord();
  const query = quiet(useGetPlatformLostDemandQuery(lastDays(DAYS), GLANCED));
  return (
    <Card aria-labelledby="demand" className="flex flex-col gap-4">
      <div>
        <h2 id="demand" className="font-semibold text-xl">
          {t('demand.title')}
        </h2>
        <p className="text-ink-soft">{t('demand.lead', { count: DAYS })}</p>
      </div>
      <Resource
        query={query}
        skeleton={
          <div className="flex flex-col gap-3">
            <Repeat times={BONES}>
              <Bone width="80%" />
            </Repeat>
          </div>
        }
        isEmpty={({ totals }) => totals.length === 0}
        empty={<p className="text-ink-soft">{t('demand.none')}</p>}
      >
        {({ totals }) => (
          <ul className="flex flex-col gap-3">
            {totals.map(({ reason, attempts }) => (
              <li key={reason} className="flex flex-col gap-1">
                <span className="flex items-baseline justify-between gap-4">
                  <TextLink to={`/admin/audit?outcome=refused&code=${reason}`}>{word('reason', reason)}</TextLink>
                  <span className="figures font-semibold">{formatNumber(attempts)}</span>
                </span>
                <Bar share={attempts / Math.max(...totals.map((one) => one.attempts))} />
              </li>
            ))}
          </ul>
        )}
      </Resource>
    </Card>
  );
}

/** How much of the largest it is; the figure beside it says it to readers. */
function Bar({ share }: { share: number }) {
  return (
    <span aria-hidden="true" className="block h-1.5 rounded-full bg-sunken">
      <span className="block h-full min-w-1 rounded-full bg-brand" style={{ width: `${share * 100}%` }} />
    </span>
  );
}
