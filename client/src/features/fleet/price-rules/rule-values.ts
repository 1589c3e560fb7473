// A price rule as a form, and the form as a rule of the API.
import { object, refine, string } from 'zod/mini';
import { type Fault, value } from '../faults';
import type { Rule, RuleKind } from '../types';

export type RuleValues = {
  name: string;
  by: 'percent' | 'amount';
  /** For what is dearer or cheaper; a length only takes off. */
  up: boolean;
  percent: number | null;
  amount: number | null;
  weekdays: number[];
  yearly: boolean;
  from: string;
  to: string;
  date: string;
  atLeast: number | null;
};

const YEARLY = 5;
const LEAP = '2000-';
const FRIDAY_TO_SUNDAY = [4, 5, 6];
const POINTS_PER_PERCENT = 100;
const HIGHEST = 10_000_000;
const MOST_UNITS = 366;
const LONGEST_NAME = 40;
// Percent: a basis point, the whole, and eleven times the price.
const SMALLEST = 0.01;
const ALL = 100;
const DEAREST = 1_000;

/** Dates are whole in the form; a season of every year is of a leap year, which has all of them. */
const whole = (date = '') => (date.length === YEARLY ? LEAP + date : date);

export function valuesOf(rule: Rule): RuleValues {
  const points = rule.basis_points ?? 0;
  return {
    name: rule.name ?? '',
    by: rule.amount === undefined ? 'percent' : 'amount',
    up: rule.rule !== 'length' && points >= 0,
    percent: rule.basis_points === undefined ? null : Math.abs(points) / POINTS_PER_PERCENT,
    amount: rule.amount ?? null,
    weekdays: rule.weekdays ?? FRIDAY_TO_SUNDAY,
    yearly: !rule.from || rule.from.length === YEARLY,
    from: whole(rule.from),
    to: whole(rule.to),
    date: rule.date ?? '',
    atLeast: rule.at_least ?? null,
  };
}

function timesOf(kind: RuleKind, { weekdays, yearly, from, to, date, atLeast }: RuleValues): Partial<Rule> {
  if (kind === 'weekday') return { weekdays: [...weekdays].sort() };
  if (kind === 'date') return { date };
  if (kind === 'length') return { at_least: atLeast ?? 0 };
  const end = (text: string) => (yearly ? text.slice(LEAP.length) : text);
  return { from: end(from), to: end(to) };
}

export function ruleOf(kind: RuleKind, id: string, values: RuleValues): Rule {
  const name = values.name.trim();
  const points = Math.round((values.percent ?? 0) * POINTS_PER_PERCENT);
  const signed = kind === 'length' || values.up ? points : -points;
  return {
    id,
    rule: kind,
    ...(name && { name }),
    ...(values.by === 'amount' ? { amount: values.amount ?? 0 } : { basis_points: signed }),
    ...timesOf(kind, values),
  };
}

const MISSING: Fault = 'missing';
const AMOUNT: Fault = 'amount';
const OUTSIDE: Fault = 'outside';
const ENDS: Fault = 'ends';
const LONG: Fault = 'long';

export function schemaOf(kind: RuleKind) {
  const good = (given: number | null, least: number, most: number) => given !== null && given >= least && given <= most;
  const most = kind === 'length' ? ALL : DEAREST;
  return object({
    name: string().check(refine((text) => text.trim().length <= LONGEST_NAME, LONG)),
    by: value<RuleValues['by']>(),
    up: value<boolean>(),
    percent: value<number | null>(),
    amount: value<number | null>(),
    weekdays: value<number[]>(),
    yearly: value<boolean>(),
    from: string(),
    to: string(),
    date: string(),
    atLeast: value<number | null>(),
  }).check(
    // More than all of it cannot come off.
    refine((v) => v.by !== 'percent' || good(v.percent, SMALLEST, v.up ? most : ALL), {
      error: OUTSIDE,
      path: ['percent'],
    }),
    refine((v) => v.by !== 'amount' || good(v.amount, 0, HIGHEST), { error: AMOUNT, path: ['amount'] }),
    refine((v) => kind !== 'weekday' || v.weekdays.length > 0, { error: MISSING, path: ['weekdays'] }),
    refine((v) => kind !== 'date' || v.date !== '', { error: MISSING, path: ['date'] }),
    refine((v) => kind !== 'season' || v.from !== '', { error: MISSING, path: ['from'] }),
    refine((v) => kind !== 'season' || v.to !== '', { error: MISSING, path: ['to'] }),
    refine((v) => kind !== 'season' || v.yearly || v.from <= v.to, { error: ENDS, path: ['to'] }),
    refine((v) => kind !== 'length' || good(v.atLeast, 2, MOST_UNITS), { error: OUTSIDE, path: ['atLeast'] }),
  );
}
