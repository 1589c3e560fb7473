import { useTranslation } from 'react-i18next';
import { Segmented } from '@/components/ui/segmented';
import { serverNow } from '@/lib/clock';
import { zoneName } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Resource } from './api';

type SwitchProps = { resource: Resource; tz: string; onChange: (tz: string) => void };

/** Whose clock is shown: the visitor's or the place's. Where they are one, that is said and nothing is asked. */
export function ZoneSwitch({ resource, tz, onChange }: SwitchProps) {
  const { t } = useTranslation('slots');
  const now = new Date(serverNow()).toISOString();
  const { time_zone: zone, city } = resource;
  if (zone === BROWSER_ZONE)
    return <p className="text-ink-soft text-sm">{t('zone.one', { zone: zoneName(now, zone) })}</p>;
  return (
    <Segmented
      quiet
      label={t('zone.label')}
      value={tz}
      onChange={onChange}
      options={[
        { value: BROWSER_ZONE, label: t('zone.mine', { zone: zoneName(now, BROWSER_ZONE) }) },
        { value: zone, label: t('zone.theirs', { place: city ?? zone, zone: zoneName(now, zone) }) },
      ]}
    />
  );
}
