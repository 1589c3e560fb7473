import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';

const SHOWN = { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const made = new Map<string, Intl.DateTimeFormat>();

function formatterOf(language: string): Intl.DateTimeFormat {
  const known = made.get(language) ?? new Intl.DateTimeFormat(language, { ...SHOWN, timeZone: BROWSER_ZONE });
  made.set(language, known);
  return known;
}

/** An instant to the second by the reader's own clock, as logs are read; the whole of it is in its title. */
export function Stamp({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={at} className="figures whitespace-nowrap">
      {formatterOf(i18n.language).format(Date.parse(at))}
    </time>
  );
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** "4 sec", "12 min", "3 hr": a length in the largest unit that it fills twice. */
export function formatSpan(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= 2 * length) ?? (['second', 1] as const);
  return formatNumber(Math.round(seconds / size), { style: 'unit', unit, unitDisplay: 'short' });
}
