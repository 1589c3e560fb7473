import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Repeat } from '@/components/ui/repeat';
import { Resource as View } from '@/components/ui/resource';
import { serverNow } from '@/lib/clock';
import { formatParts, formatWeekday } from '@/lib/format';
import { dayToDate } from '@/lib/zone';
import { type Resource, type Slot, type SlotDay, useGetTimeSlotAvailabilityQuery } from './api';
import { SlotButton } from './slot-button';
import { stateOf } from './slot-state';

type ColumnProps = {
  resource: Resource;
  day: string;
  tz: string;
  chosen: { starts_at: string } | null;
  onPick: (slot: Slot) => void;
};

// An answer is made anew for everybody as soon as a booking changes it; twice a minute is fresh enough for a look.
const LIVE = { pollingInterval: 30_000, skipPollingIfUnfocused: true, refetchOnFocus: true };
const SLOTS_EXPECTED = 8;

/** The slots of one day by the shown clock. */
export function DayColumn({ resource, day, tz, chosen, onPick }: ColumnProps) {
  const query = useGetTimeSlotAvailabilityQuery({ timeSlotId: resource.id, date: day, tz }, LIVE);
  const { day: number, month } = formatParts(`${day}T12:00:00Z`, 'UTC');
  const heading = useId();
  const { t } = useTranslation();
  return (
    <section aria-labelledby={heading} className="min-w-0">
      <h3 id={heading} className="sticky top-0 z-10 bg-surface pb-2 text-center">
        <span className="block text-ink-faint text-sm">{formatWeekday(dayToDate(day))}</span>{' '}
        <span className="figures font-semibold">
          {number} {month}
        </span>
      </h3>
      {/* Looking again is this page's work, not news; and a column is too narrow to say how old it is. */}
      <View
        query={{ ...query, isFetching: query.isLoading, error: query.currentData ? undefined : query.error }}
        skeleton={<Bones />}
        failure={() => (
          <Button size="small" tone="plain" className="w-full px-1" onClick={() => query.refetch()}>
            {t('act.tryAgain')}
          </Button>
        )}
      >
        {(shown) => <Slots shown={shown} resource={resource} tz={tz} chosen={chosen} onPick={onPick} />}
      </View>
    </section>
  );
}

function Slots({ shown, resource, tz, chosen, onPick }: Omit<ColumnProps, 'day'> & { shown: SlotDay }) {
  const { t } = useTranslation('slots');
  const now = serverNow();
  // Of what is over the last one is enough: it says why the day begins so late.
  const over = shown.slots.filter((slot) => Date.parse(slot.starts_at) <= now).length;
  if (shown.slots.length === 0) return <p className="px-1 py-3 text-center text-ink-faint text-sm">{t('closed')}</p>;
  return (
    <ul className="flex flex-col gap-1.5" data-column="">
      {shown.slots.slice(Math.max(0, over - 1)).map((slot, row) => (
        <li key={slot.starts_at}>
          <SlotButton
            slot={slot}
            state={stateOf(slot, shown.policy, now)}
            chosen={chosen?.starts_at === slot.starts_at}
            tz={tz}
            zone={resource.time_zone}
            counted={resource.capacity > 1}
            tabbable={row === 0}
            onPick={() => onPick(slot)}
          />
        </li>
      ))}
    </ul>
  );
}

function Bones() {
  return (
    <div className="flex flex-col gap-1.5">
      <Repeat times={SLOTS_EXPECTED}>
        <div className="h-11 animate-pulse-late rounded-lg bg-sunken" />
      </Repeat>
    </div>
  );
}
