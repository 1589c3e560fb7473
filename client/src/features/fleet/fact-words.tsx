import { useTranslation } from 'react-i18next';
import { formatClock, formatMoment, formatMoney } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import { hoursWords } from './length-words';
import { RULE_NAMES, type RuleName, ruleWords } from './policy-rules';
import type { OwnCar, OwnEvent, OwnTimeSlot, Policy } from './types';
import { useWeekdays } from './weekdays';

const FACTS = [
  'make',
  'model',
  'year',
  'vehicle_type',
  'fuel',
  'city',
  'state',
  'location',
  'daily_rate',
  'title',
  'venue',
  'time_zone',
  'starts_at',
  'ends_at',
  'sections',
  'group',
  'opening_hours',
  'slot_minutes',
  'step_minutes',
  'capacity',
  'price',
] as const;
type Fact = (typeof FACTS)[number];

const isFact = (path: string): path is Fact => FACTS.some((fact) => fact === path);
const isRule = (path: string): path is RuleName => RULE_NAMES.some((rule) => rule === path);

const POLICY = 'policy.';

/** What a fact of a listing is called, and its value as people read it. */
export function useFactWords() {
  const { t } = useTranslation(['fleet', 'common']);
  const terms = useTermsWords();
  const weekdays = useWeekdays('short');

  const nameOf = (path: string): string => {
    const rule = path.startsWith(POLICY) ? path.slice(POLICY.length) : null;
    if (rule === 'cancellation') return t('terms.label');
    if (rule === 'one_per_client') return t('onePerClient.label');
    if (rule && isRule(rule)) return t(`rule.${rule}.label`);
    return isFact(path) ? t(`fact.${path}`) : path;
  };

  const hours = (value: OwnTimeSlot['opening_hours']) =>
    value.length === 0
      ? t('hours.always')
      : value.map(({ weekday, opens, closes }) => `${weekdays[weekday]} ${clock(opens)}–${clock(closes)}`).join('; ');
  const sections = (value: OwnEvent['sections']) =>
    value.map(({ name, price, capacity }) => `${name}: ${formatMoney(price)} × ${capacity}`).join('; ');

  const show = (path: string, value: unknown): string => {
    const last = path.replace(POLICY, '');
    if (value === null || value === undefined || value === '') return t('fact.none');
    if (typeof value === 'boolean') return t(value ? 'fact.yes' : 'fact.no');
    if (isRule(last)) return ruleWords(last, value as number);
    if (last === 'cancellation') return terms(value as Policy['cancellation']).join(' ');
    if (last === 'opening_hours') return hours(value as OwnTimeSlot['opening_hours']);
    if (last === 'sections') return sections(value as OwnEvent['sections']);
    if (last === 'location') {
      const { lat, lng } = value as OwnCar['location'];
      return `${lat}, ${lng}`;
    }
    if (last === 'daily_rate' || last === 'price') return formatMoney(value as OwnCar['daily_rate']);
    if (last === 'vehicle_type') return t(`common:vehicle.${value as OwnCar['vehicle_type']}`);
    if (last === 'fuel') return t(`common:fuel.${value as 'diesel'}`);
    return last.endsWith('_at') ? formatMoment(String(value), BROWSER_ZONE) : String(value);
  };
  return { nameOf, show };
}

/** `24:00` is the end of the day, which no clock shows. */
const clock = (time: string) => (time === '24:00' ? '24:00' : formatClock(time));

const ALL = 10_000;

/** What comes back when, tier by tier, in sentences. */
export function useTermsWords() {
  const { t } = useTranslation('fleet');
  return ({ tiers }: Pick<Policy['cancellation'], 'tiers'>): string[] => [
    ...tiers.map(({ hours_before_start: hours, refund_basis_points: points }) => {
      const percent = points / 100;
      const notice = hoursWords(hours);
      if (hours === 0) return t(points === ALL ? 'terms.allToStart' : 'terms.partToStart', { percent });
      return t(points === ALL ? 'terms.all' : 'terms.part', { notice, percent });
    }),
    ...(tiers.at(-1)?.hours_before_start === 0 ? [] : [t('terms.nothing')]),
  ];
}
