import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { formatMoment } from '@/lib/format';
import { splitWall, toWall } from '@/lib/zone';
import { type Resource, type Slot, useGetTimeSlotAvailabilityQuery } from './api';

type NextProps = { resource: Resource; tz: string; onPick: (slot: Slot, from: string) => void };

/** The soonest time that can be had, one press away. */
export function NextFree({ resource, tz, onPick }: NextProps) {
  const { t } = useTranslation('slots');
  const { currentData } = useGetTimeSlotAvailabilityQuery({ timeSlotId: resource.id, tz }, { refetchOnFocus: true });
  const free = currentData?.slots.find((slot) => slot.available);
  if (!currentData) return <span className="min-h-11" />;
  if (!free) return <p className="text-ink-soft text-sm">{t('next.none')}</p>;
  const jump = () => onPick(free, splitWall(toWall(free.starts_at, tz)).day);
  return (
    <Button tone="plain" onClick={jump}>
      {t('next.act', { moment: formatMoment(free.starts_at, tz) })}
    </Button>
  );
}
