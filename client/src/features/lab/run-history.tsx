import { CircleCheck, TriangleAlert } from 'lucide-react';
import { AnimatePresence } from 'motion/react';
import * as m from 'motion/react-m';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Moving } from '@/components/ui/moving';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { formatMoment } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import { type Kind, type RunSummary, useListConcurrencyRunsQuery } from './api';

const SHOWN = 6;
const LOOK_AGAIN_MS = 10_000;

/** The latest runs of everybody, looked at again while somebody looks. */
export function useLatestRuns() {
  return useListConcurrencyRunsQuery(
    { pageSize: SHOWN },
    { pollingInterval: LOOK_AGAIN_MS, skipPollingIfUnfocused: true },
  );
}
// As tall as it ever gets, so that nothing moves with the first runs of an installation.
const LIST = 'min-h-78';
const ROW = 'flex min-h-13 items-center gap-3 rounded-control px-2 py-1.5';

/** The latest runs, each with its verdict. */
export function RunHistory({ openId }: { openId: string | null }) {
  const { t } = useTranslation('lab');
  const query = useLatestRuns();
  return (
    <Card aria-labelledby="history">
      <h2 id="history" className="mb-3 font-semibold text-lg">
        {t('history.title')}
      </h2>
      <Resource
        query={query}
        className={LIST}
        skeleton={
          <Repeat times={SHOWN}>
            <p className={ROW}>
              <Bone width="14rem" />
            </p>
          </Repeat>
        }
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="text-ink-soft">{t('history.none')}</p>}
      >
        {({ items }) => <Runs latest={items} openId={openId} />}
      </Resource>
    </Card>
  );
}

/** Nothing moves under a pointer, or from under the focus: new runs come in as soon as it has left. */
function Runs({ latest, openId }: { latest: RunSummary[]; openId: string | null }) {
  const [held, setHeld] = useState<RunSummary[] | null>(null);
  const hold = () => setHeld((before) => before ?? latest);
  const release = () => setHeld(null);
  return (
    <Moving>
      <ol onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
        <AnimatePresence initial={false}>
          {(held ?? latest).map((run) => (
            <m.li key={run.id} initial={{ opacity: 0.3, x: -12 }} animate={{ opacity: 1, x: 0 }}>
              <Row run={run} current={run.id === openId} />
            </m.li>
          ))}
        </AnimatePresence>
      </ol>
    </Moving>
  );
}

function Row({ run, current }: { run: RunSummary; current: boolean }) {
  const { t } = useTranslation('lab');
  const { verdict, rivals, kind } = run;
  return (
    <Link
      to={`?run=${run.id}`}
      preventScrollReset
      aria-current={current || undefined}
      className={`${ROW} hover:bg-sunken aria-[current]:bg-brand-soft`}
    >
      {verdict.oversold ? (
        <TriangleAlert className="size-5 shrink-0 text-bad" role="img" aria-label={t('verdict.oversold')} />
      ) : (
        <CircleCheck className="size-5 shrink-0 text-good" role="img" aria-label={t('verdict.sound')} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {t('history.run', { count: verdict.won, rivals, kind: t(`kind.${kind as Kind}`) })}
        </span>
        <span className="block text-ink-faint text-sm">{formatMoment(run.created_at, BROWSER_ZONE)}</span>
      </span>
    </Link>
  );
}
