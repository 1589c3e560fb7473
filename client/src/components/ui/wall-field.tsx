import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock } from '@/lib/format';
import { splitWall, type Wall } from '@/lib/zone';
import { Field } from './field';

const HALF_HOURS = Array.from({ length: 48 }, (_, half) => {
  const hour = String(Math.floor(half / 2)).padStart(2, '0');
  return `${hour}:${half % 2 ? '30' : '00'}`;
});

type WallFieldProps = {
  which: 'pickup' | 'return';
  value: Wall;
  onChange: (value: Wall) => void;
  /** First and last day that can be picked, "YYYY-MM-DD". */
  min?: string;
  max?: string;
  error?: string;
  /** Called with the last day when the field is emptied, and with null when it is filled again. */
  onBlank?: (day: string | null) => void;
  className?: string;
};

/** A day and a time by the place's own clock: typed or picked, both in the browser's own controls. */
export function WallField({ which, value, onChange, min, max, error, onBlank, className }: WallFieldProps) {
  const { t } = useTranslation();
  const { day, time } = splitWall(value);
  const [emptied, setEmptied] = useState<string | null>(null);
  const empty = emptied === day;
  const type = (next: string) => {
    const blank = next ? null : day;
    setEmptied(blank);
    onBlank?.(blank);
    if (next) onChange(`${next}T${time}`);
  };
  const times = HALF_HOURS.includes(time) ? HALF_HOURS : [...HALF_HOURS, time].sort();
  return (
    <div className={className}>
      <div className="grid grid-cols-[minmax(8.5rem,1.35fr)_minmax(6.75rem,1fr)] gap-2">
        <Field label={t(`when.${which}Date`)} error={empty ? t(`when.${which}Missing`) : error}>
          {(control) => (
            <input
              {...control}
              type="date"
              required
              min={min}
              max={max}
              value={empty ? '' : day}
              onChange={(event) => type(event.target.value)}
              className="control figures"
            />
          )}
        </Field>
        <Field label={t(`when.${which}Time`)}>
          {(control) => (
            <select
              {...control}
              value={time}
              onChange={(event) => onChange(`${day}T${event.target.value}`)}
              className="control figures"
            >
              {times.map((one) => (
                <option key={one} value={one}>
                  {formatClock(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </div>
  );
}
