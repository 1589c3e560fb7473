import { Zap } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Stepper } from '@/components/ui/stepper';
import type { Kind, Plan, Scenario } from './api';

const KINDS: Kind[] = ['cars', 'events', 'time_slots'];
const SCENARIOS: Scenario[] = ['same', 'overlapping', 'one_client', 'one_key'];
const SPREADS_MS = [0, 30, 100, 300, 1_000];
const [FEWEST, MOST, MOST_PLACES] = [2, 100, 100];

// A car is there once; how many may have the same place is a choice of the others.
const hasChoice = (kind: Kind) => kind !== 'cars';

const FIRST: Plan = { kind: 'cars', scenario: 'same', rivals: 10, capacity: 1, spread_ms: 0 };

/** What is tried: who wants what, how many of them, and how close together. */
export function PlanForm({ busy, onSend }: { busy: boolean; onSend: (plan: Plan) => void }) {
  const { t } = useTranslation('lab');
  const [plan, setPlan] = useState(FIRST);
  const change = (part: Partial<Plan>) => setPlan((before) => ({ ...before, ...part }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(hasChoice(plan.kind) ? plan : { ...plan, capacity: 1 });
  };
  const manner = plan.spread_ms === 0 ? 'plan.send' : 'plan.sendSpread';
  return (
    <Card aria-label={t('plan.title')}>
      <form onSubmit={send} className="flex flex-col gap-5">
        <Segmented
          label={t('plan.kind')}
          options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={plan.kind}
          onChange={(kind) => change({ kind })}
        />
        <Select
          label={t('plan.scenario')}
          options={SCENARIOS.map((scenario) => ({ value: scenario, label: t(`scenario.${scenario}`) }))}
          value={plan.scenario}
          onChange={(event) => change({ scenario: event.target.value as Scenario })}
          hint={t(`scenarioHint.${plan.scenario}`)}
        />
        <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-1">
          <Stepper
            label={t('plan.rivals')}
            min={FEWEST}
            max={MOST}
            value={plan.rivals}
            onChange={(rivals) => change({ rivals })}
          />
          {hasChoice(plan.kind) && (
            <Stepper
              label={t('plan.capacity')}
              min={1}
              max={MOST_PLACES}
              value={plan.capacity}
              onChange={(capacity) => change({ capacity })}
            />
          )}
          <Select
            label={t('plan.spread')}
            options={SPREADS_MS.map((ms) => ({ value: String(ms), label: t('plan.spreadOver', { count: ms }) }))}
            value={String(plan.spread_ms)}
            onChange={(event) => change({ spread_ms: Number(event.target.value) })}
          />
        </div>
        <Button type="submit" size="large" busy={busy} className="w-full px-3">
          {!busy && <Zap className="size-5" aria-hidden="true" />}
          {t(busy ? 'plan.sending' : manner, { count: plan.rivals })}
        </Button>
      </form>
    </Card>
  );
}
