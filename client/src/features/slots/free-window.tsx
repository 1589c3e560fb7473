import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { serverNow } from '@/lib/clock';
import { zoneName } from '@/lib/format';
import { isWall, toInstant, toWall } from '@/lib/zone';
import type { Resource } from './api';

type Window = { starts_at: string; ends_at: string };
type WindowProps = { resource: Resource; chosen: Window | null; onChange: (window: Window | null) => void };

/** For what has no slots: from any minute to any other, by the clock there. */
export function FreeWindow({ resource, chosen, onChange }: WindowProps) {
  const { t } = useTranslation('slots');
  const { time_zone: zone } = resource;
  const [walls, setWalls] = useState(() => ({
    from: chosen ? toWall(chosen.starts_at, zone) : '',
    to: chosen ? toWall(chosen.ends_at, zone) : '',
  }));
  const now = toWall(serverNow(), zone);
  const change = (next: Partial<typeof walls>) => {
    const { from, to } = { ...walls, ...next };
    setWalls({ from, to });
    const whole = isWall(from) && isWall(to) && from < to;
    onChange(whole ? { starts_at: toInstant(from, zone), ends_at: toInstant(to, zone) } : null);
  };
  const reversed = walls.from !== '' && walls.to !== '' && walls.to <= walls.from;
  return (
    <Card aria-labelledby="window" className="flex flex-col gap-4">
      <h2 id="window" className="font-semibold text-xl">
        {t('window.title')}
      </h2>
      <p className="text-ink-soft text-sm">
        {t('window.zone', { zone: zoneName(new Date(serverNow()).toISOString(), zone) })}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('window.from')}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              min={now}
              value={walls.from}
              onChange={(event) => change({ from: event.target.value })}
              className="control figures"
            />
          )}
        </Field>
        <Field label={t('window.to')} error={reversed ? t('window.reversed') : undefined}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              min={walls.from || now}
              value={walls.to}
              onChange={(event) => change({ to: event.target.value })}
              className="control figures"
            />
          )}
        </Field>
      </div>
    </Card>
  );
}
