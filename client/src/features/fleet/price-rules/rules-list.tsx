import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { useServerWords } from '../server-words';
import type { Rule } from '../types';
import { useRuleWords } from './rule-words';

const YEARLY = 5;

/** What decides first stands first: a date, a season of one year, one of every year, a day of the week; then lengths. */
function rankOf({ rule, from }: Rule): number {
  if (rule === 'season') return from?.length === YEARLY ? 2 : 1;
  return { date: 0, weekday: 3, length: 4 }[rule];
}

type ListProps = {
  rules: readonly Rule[];
  /** What the server says against a rule, by its id. */
  faults: Record<string, string>;
  onEdit: (rule: Rule) => void;
  onDrop: (id: string) => void;
  still?: boolean;
};

export function RulesList({ rules, faults, onEdit, onDrop, still }: ListProps) {
  const { t } = useTranslation('fleet');
  const { when, does, nameOf } = useRuleWords();
  const inWords = useServerWords();
  const inOrder = [...rules].sort((one, other) => rankOf(one) - rankOf(other));
  if (rules.length === 0) return <p className="text-ink-soft">{t('priceRule.none')}</p>;
  return (
    <ol className="flex flex-col divide-y divide-line border-line border-y">
      {inOrder.map((rule) => (
        <li key={rule.id} className="flex items-start gap-2 py-3">
          <div className="mr-auto min-w-0">
            <p className="font-semibold">{nameOf(rule)}</p>
            <p className="text-ink-soft">
              {when(rule)} · <span className="text-ink">{does(rule)}</span>
            </p>
            {faults[rule.id] && (
              <p role="alert" className="font-medium text-bad text-sm">
                {inWords(faults[rule.id] ?? '')}
              </p>
            )}
          </div>
          {!still && (
            <>
              <Button
                tone="quiet"
                size="icon"
                aria-label={t('priceRule.edit', { name: nameOf(rule) })}
                onClick={() => onEdit(rule)}
              >
                <Pencil className="size-4" aria-hidden="true" />
              </Button>
              <Button
                tone="quiet"
                size="icon"
                aria-label={t('priceRule.drop', { name: nameOf(rule) })}
                onClick={() => onDrop(rule.id)}
              >
                <Trash2 className="size-4" aria-hidden="true" />
              </Button>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
