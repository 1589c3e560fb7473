import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { ClientsOnly } from '@/components/ui/clients-only';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { Holding } from '@/features/holds/holding';
import type { Resource } from '@/features/slots/api';
import { isClient, sessionOf } from '@/lib/auth';
import { formatTime } from '@/lib/format';
import type { Draft } from '@/store/draft';
import { useAppSelector } from '@/store/store';
import type { Pick } from './slot-pick';

type BoxProps = {
  resource?: Resource;
  pick: Pick | null;
  /** What the address names is taken meanwhile. */
  gone: boolean;
  tz: string;
  any: boolean;
  onAny: (any: boolean) => void;
};

/** What is chosen, by both clocks, what it costs, and the act. */
export function SlotBox({ resource, pick, gone, tz, any, onAny }: BoxProps) {
  const { t } = useTranslation('slots');
  const books = useAppSelector(isClient);
  const mayBook = useAppSelector(sessionOf).status !== 'member' || books;
  return (
    <Card aria-labelledby="chosen" className="flex flex-col gap-5 shadow-card">
      <h2 id="chosen" className="font-semibold text-xl">
        {t('box.title')}
      </h2>
      {pick && resource ? (
        <Chosen resource={resource} pick={pick} tz={tz} />
      ) : (
        <p role="status" className={gone ? 'font-medium text-amber' : 'text-ink-soft'}>
          {t(gone ? 'box.gone' : 'box.empty')}
        </p>
      )}
      {resource?.group && !resource.policy.one_per_client && (
        <Checkbox
          checked={any}
          onChange={(event) => onAny(event.target.checked)}
          label={t('box.any', { group: resource.group })}
        />
      )}
      {mayBook ? <Act resource={resource} pick={pick} tz={tz} any={any} /> : <ClientsOnly />}
    </Card>
  );
}

function Chosen({ resource, pick, tz }: { resource: Resource; pick: Pick; tz: string }) {
  const { t } = useTranslation('slots');
  const zone = resource.time_zone;
  return (
    <div className="flex flex-col gap-1">
      <p className="font-semibold text-lg">
        <Moment at={pick.starts_at} timeZone={tz} zoned />
      </p>
      <p className="text-ink-soft">
        {t('box.until')} <Moment at={pick.ends_at} timeZone={tz} />
      </p>
      {zone !== tz && (
        <p className="text-ink-faint text-sm">
          {t('box.there')} <Moment at={pick.starts_at} timeZone={zone} zoned />
        </p>
      )}
      <p className="mt-3 flex items-baseline justify-between border-line border-t pt-3 font-semibold text-lg">
        <span>{t('box.price')}</span> {pick.price.amount === 0 ? t('free') : <Money of={pick.price} />}
      </p>
    </div>
  );
}

function Act({ resource, pick, tz, any }: Omit<BoxProps, 'gone' | 'onAny'>) {
  const { t } = useTranslation(['slots', 'holds']);
  const draft: Draft | null =
    resource && pick
      ? {
          kind: 'time_slots',
          listingId: resource.id,
          title: resource.title,
          timeZone: resource.time_zone,
          total: pick.price,
          startsAt: pick.starts_at,
          endsAt: pick.ends_at,
          anyOfGroup: any,
        }
      : null;
  const free = (pick?.price ?? resource?.price)?.amount === 0;
  const minutes = resource?.policy.hold_minutes ?? 10;
  const time = pick ? formatTime(pick.starts_at, tz) : '';
  return (
    <Holding
      kind="time_slots"
      ready={resource !== undefined}
      draft={draft}
      label={pick ? t(free ? 'act.book' : 'act.hold', { time, count: minutes }) : t('act.choose')}
      sum={pick ? free ? t('free') : <Money of={pick.price} /> : t('box.none')}
      note={free ? t('holds:free') : undefined}
      timeZone={resource?.time_zone}
      searchLink="/slots"
    />
  );
}
