import { Plus } from 'lucide-react';
import { lazy, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Resource } from '@/components/ui/resource';
import { formatMoney } from '@/lib/format';
import { newKey } from '@/lib/idempotency';
import type { Problem } from '@/lib/problem';
import { useGetPriceRulesQuery } from '../api';
import { ClashDialog } from '../clash-dialog';
import { Refusal } from '../refusal';
import { SaveBar } from '../save-bar';
import { BETWEEN } from '../server-words';
import { type OwnListing, RULE_KINDS, type Rule, type RuleKind, type Rules } from '../types';
import { useUnsaved } from '../unsaved';
import { PricePreview } from './price-preview';
import { useRuleWords } from './rule-words';
import { RulesList } from './rules-list';
import { useRulesDraft } from './use-rules-draft';

// It comes with the dialog that shows it.
const RuleForm = lazy(() => import('./rule-form').then((module) => ({ default: module.RuleForm })));

type Priced = OwnListing & { time_zone: string };

/** By which rules the price of a listing varies, and what clients would pay. */
export function PriceRules({ listing }: { listing: Priced }) {
  const query = useGetPriceRulesQuery({ listingId: listing.id }, { refetchOnFocus: true });
  return (
    <Resource query={query} skeleton={<Card className="min-h-80" />}>
      {(rules) => <RulesEditor listing={listing} kept={rules} />}
    </Resource>
  );
}

/** "rules.3.to": the messages about a rule, by its id. */
function faultsOf(problem: Problem | null, rules: readonly Rule[]): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [path, messages] of Object.entries(problem?.errors ?? {})) {
    const rule = rules[Number(/^rules\.(\d+)\b/.exec(path)?.[1] ?? Number.NaN)];
    if (rule) faults[rule.id] = [faults[rule.id], ...messages].filter(Boolean).join(BETWEEN);
  }
  return faults;
}

const ID_LETTERS = 12;

function RulesEditor({ listing, kept }: { listing: Priced; kept: Rules }) {
  const { t } = useTranslation('fleet');
  const draft = useRulesDraft(listing.id, kept);
  const { nameOf, sentence } = useRuleWords();
  const [open, setOpen] = useState<Rule | null>(null);
  const [tried, setTried] = useState<Problem | null>(null);
  useUnsaved(draft.dirty);
  const retired = listing.visibility === 'retired';
  const faults = useMemo(() => faultsOf(draft.problem ?? tried, draft.rules), [draft.problem, tried, draft.rules]);
  const add = (rule: RuleKind) => setOpen({ id: newKey().slice(0, ID_LETTERS), rule });
  const { meeting } = draft;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {draft.problem && !draft.busy && <Refusal problem={draft.problem} focus />}
        <Card aria-labelledby="price-rules" className="flex flex-col gap-4">
          <div>
            <h2 id="price-rules" className="font-semibold text-lg">
              {t('priceRule.title')}
            </h2>
            <p className="max-w-prose text-ink-soft">{t('priceRule.lead', { base: formatMoney(kept.base) })}</p>
          </div>
          <RulesList rules={draft.rules} faults={faults} onEdit={setOpen} onDrop={draft.drop} still={retired} />
          {!retired && (
            <div className="flex flex-wrap gap-2">
              {RULE_KINDS.map((kind) => (
                <Button key={kind} tone="plain" size="small" className="min-h-11" onClick={() => add(kind)}>
                  <Plus className="size-4" aria-hidden="true" />
                  {t(`priceRule.kind.${kind}`)}
                </Button>
              ))}
            </div>
          )}
        </Card>
        <SaveBar
          dirty={draft.dirty}
          busy={draft.busy}
          saved={draft.saved}
          onDiscard={draft.discard}
          onSave={draft.save}
        />
      </div>
      <PricePreview listing={listing} rules={draft.rules} onProblem={setTried} />
      <LazyDialog
        open={open !== null}
        onClose={() => setOpen(null)}
        title={open ? t(`priceRule.form.${open.rule}`) : ''}
        lead={t('priceRule.formLead')}
      >
        {open && (
          <RuleForm
            key={open.id}
            rule={open}
            onClose={() => setOpen(null)}
            onDone={(rule) => {
              draft.put(rule);
              setOpen(null);
            }}
          />
        )}
      </LazyDialog>
      <ClashDialog
        clashes={meeting?.clashes ?? null}
        others={meeting?.others ?? []}
        nameOf={(id) => {
          const rule = draft.ruleOf(id);
          return rule ? nameOf(rule) : id;
        }}
        show={(_, rule) => (rule ? sentence(rule as Rule) : t('priceRule.gone'))}
        busy={draft.busy}
        onChoose={draft.resolve}
        onClose={draft.leaveMeeting}
      />
    </div>
  );
}
