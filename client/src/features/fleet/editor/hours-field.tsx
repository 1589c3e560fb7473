import { Copy, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { useWeekdays } from '../weekdays';
import type { OpeningHours } from './slot-specs';

type Opening = OpeningHours[number];
type HoursProps = { value: OpeningHours; onChange: (hours: OpeningHours) => void; error?: string };

// The API's end of the day, which the browser's field for times does not know.
const MIDNIGHT = '24:00';
const toField = (closes: string) => (closes === MIDNIGHT ? '00:00' : closes);
const fromField = (closes: string) => (closes === '00:00' ? MIDNIGHT : closes);

const USUAL = { opens: '09:00', closes: '17:00' };
const WORKDAYS_AFTER_MONDAY = [1, 2, 3, 4];

/** Opening hours day by day; a day may open several times, or not at all. */
export function HoursField({ value, onChange, error }: HoursProps) {
  const { t } = useTranslation('fleet');
  const days = useWeekdays('long');
  const monday = value.filter(({ weekday }) => weekday === 0);
  const copy = () => {
    const others = value.filter(({ weekday }) => !WORKDAYS_AFTER_MONDAY.includes(weekday));
    onChange([...others, ...WORKDAYS_AFTER_MONDAY.flatMap((weekday) => monday.map((each) => ({ ...each, weekday })))]);
  };
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col divide-y divide-line border-line border-y">
        {days.map((day, weekday) => (
          <Day key={day} day={day} weekday={weekday} value={value} onChange={onChange} />
        ))}
      </ul>
      {error && (
        <p role="alert" className="font-medium text-bad text-sm">
          {error}
        </p>
      )}
      <p className="text-ink-faint text-sm">{t('hours.midnight')}</p>
      {monday.length > 0 && (
        <Button tone="plain" size="small" className="min-h-11 self-start" onClick={copy}>
          <Copy className="size-4" aria-hidden="true" />
          {t('hours.copy')}
        </Button>
      )}
    </div>
  );
}

type DayProps = HoursProps & { day: string; weekday: number };

function Day({ day, weekday, value, onChange }: DayProps) {
  const { t } = useTranslation('fleet');
  // Rows are known by their place in the whole list: two openings of a day may say the same while one types.
  const own = value.flatMap((each, place) => (each.weekday === weekday ? [{ each, place }] : []));
  const replace = (place: number, change: Partial<Opening>) =>
    onChange(value.map((each, number) => (number === place ? { ...each, ...change } : each)));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 py-2 sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <span className="flex min-h-11 items-center font-medium">{day}</span>
      <div className="flex flex-col gap-2 max-sm:order-last max-sm:col-span-2">
        {own.length === 0 && <span className="flex min-h-11 items-center text-ink-faint">{t('hours.closed')}</span>}
        {own.map(({ each: { opens, closes }, place }) => (
          <div key={place} className="flex items-center gap-1.5 sm:gap-2">
            <input
              type="time"
              aria-label={t('hours.opens', { day })}
              value={opens}
              onChange={(event) => replace(place, { opens: event.target.value })}
              className="control figures w-auto min-w-0 max-sm:flex-1 max-sm:px-2"
            />
            –
            <input
              type="time"
              aria-label={t('hours.closes', { day })}
              value={toField(closes)}
              onChange={(event) => replace(place, { closes: fromField(event.target.value) })}
              className="control figures w-auto min-w-0 max-sm:flex-1 max-sm:px-2"
            />
            <Button
              tone="quiet"
              size="icon"
              aria-label={t('hours.remove', { day, opens, closes })}
              onClick={() => onChange(value.filter((_, number) => number !== place))}
            >
              <Trash2 className="size-5" aria-hidden="true" />
            </Button>
          </div>
        ))}
      </div>
      <Button
        tone="quiet"
        size="icon"
        aria-label={t('hours.add', { day })}
        onClick={() => onChange([...value, { weekday, ...USUAL }])}
      >
        <Plus className="size-5" aria-hidden="true" />
      </Button>
    </li>
  );
}
