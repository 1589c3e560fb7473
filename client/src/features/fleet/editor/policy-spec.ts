// The rules of a listing as a form.
import { array, object, refine } from 'zod/mini';
import { type Fault, value, within } from '../faults';
import { BOUNDS, RULE_NAMES, type RuleName, rulesOf } from '../policy-rules';
import type { FleetKind, Policy } from '../types';
import type { SectionSpec } from './section-spec';

export const TERM_NAMES = ['flexible', 'moderate', 'strict', 'own'] as const;
type TermName = (typeof TERM_NAMES)[number];

/** So much back with so many hours of notice. */
export type TierValue = { hours: number | null; percent: number | null };
export type PolicyValues = Record<RuleName, number | null> & {
  one_per_client: boolean;
  terms: TermName;
  tiers: TierValue[];
};

export const MOST_TIERS = 5;
const LONGEST_NOTICE_HOURS = 366 * 24;
const POINTS_PER_PERCENT = 100;

const tierFields = { hours: within(0, LONGEST_NOTICE_HOURS, 'tierNotice'), percent: within(1, 100, 'whole') };
const ruleFields = Object.fromEntries(RULE_NAMES.map((name) => [name, within(...BOUNDS[name], 'outside')]));

const FIRST: Fault = 'tierFirst';
const LESS: Fault = 'tierLess';

type Checked = Pick<PolicyValues, 'terms' | 'tiers'>;
const firstGivesAll = ({ terms, tiers }: Checked) => terms !== 'own' || tiers[0]?.percent === 100;
/** The longest notice first, and less money with less notice. */
const fallsSteadily = ({ terms, tiers }: Checked) =>
  terms !== 'own' ||
  tiers.every(({ hours, percent }, number) => {
    const before = tiers[number - 1];
    return !before || ((hours ?? 0) < (before.hours ?? 0) && (percent ?? 0) < (before.percent ?? 0));
  });

const schema = object({
  ...ruleFields,
  one_per_client: value<boolean>(),
  terms: value<TermName>(),
  tiers: array(object(tierFields)),
}).check(
  refine((values) => firstGivesAll(values as Checked), { error: FIRST, path: ['terms'] }),
  refine((values) => fallsSteadily(values as Checked), { error: LESS, path: ['terms'] }),
) as unknown as SectionSpec<PolicyValues>['schema'];

const asTiers = (tiers: readonly TierValue[]) =>
  tiers.map(({ hours, percent }) => ({
    hours_before_start: hours ?? 0,
    refund_basis_points: (percent ?? 0) * POINTS_PER_PERCENT,
  }));

/** The tiers that are being written, as the API has them. */
export const termsOf = ({ terms, tiers }: Checked) => ({
  name: terms,
  ...(terms === 'own' && { tiers: asTiers(tiers) }),
});

function from({ cancellation, one_per_client, ...policy }: Policy): PolicyValues {
  const rules = Object.fromEntries(RULE_NAMES.map((name) => [name, policy[name]])) as Record<RuleName, number>;
  return {
    ...rules,
    one_per_client,
    terms: TERM_NAMES.find((name) => name === cancellation.name) ?? 'own',
    tiers: cancellation.tiers.map(({ hours_before_start, refund_basis_points }) => ({
      hours: hours_before_start,
      percent: refund_basis_points / POINTS_PER_PERCENT,
    })),
  };
}

function specOf(kind: FleetKind): SectionSpec<PolicyValues> {
  return {
    schema,
    from: ({ policy }) => from(policy),
    state: (values) => ({
      ...Object.fromEntries(rulesOf(kind).map((name) => [`policy.${name}`, values[name]])),
      'policy.one_per_client': values.one_per_client,
      'policy.cancellation': termsOf(values),
    }),
  };
}

// One of each for good: a form starts anew when its spec is another.
export const POLICY_SPECS: Record<FleetKind, SectionSpec<PolicyValues>> = {
  cars: specOf('cars'),
  events: specOf('events'),
  'time-slots': specOf('time-slots'),
};
