import { Plus, Trash2 } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useTermsWords } from '../fact-words';
import { NumberInput, useBound, useFaultWords } from '../form-fields';
import { WholeField } from '../inputs';
import { MOST_TIERS, type PolicyValues, TERM_NAMES, termsOf } from './policy-spec';

type FieldsProps = { form: UseFormReturn<PolicyValues> };

/** What comes back when clients cancel: one of three usual ways, or steps of one's own. */
export function CancellationFields({ form }: FieldsProps) {
  const { t } = useTranslation('fleet');
  const words = useFaultWords();
  const chosen = form.watch('terms');
  const error = words(form.formState.errors.terms);
  return (
    <Card>
      <fieldset className="flex min-w-0 flex-col gap-3" aria-describedby={error ? 'terms-error' : undefined}>
        <legend className="font-semibold text-lg">{t('terms.label')}</legend>
        <p className="max-w-prose text-ink-soft">{t('terms.hint')}</p>
        <div className="grid gap-3 sm:grid-cols-2">
          {TERM_NAMES.map((name) => (
            <label
              key={name}
              className="flex cursor-pointer items-start gap-3 rounded-control border border-edge p-4 has-checked:border-brand has-checked:bg-brand-soft"
            >
              <input
                type="radio"
                value={name}
                {...form.register('terms')}
                className="mt-0.5 size-5 shrink-0 accent-brand"
              />
              <span>
                <span className="block font-semibold">{t(`terms.${name}.name`)}</span>
                <span className="text-ink-soft text-sm">{t(`terms.${name}.text`)}</span>
              </span>
            </label>
          ))}
        </div>
        {error && (
          <p id="terms-error" role="alert" className="font-medium text-bad text-sm">
            {error}
          </p>
        )}
        {chosen === 'own' && <Tiers form={form} />}
      </fieldset>
    </Card>
  );
}

function Tiers({ form }: FieldsProps) {
  const { t } = useTranslation('fleet');
  const terms = form.watch('terms');
  const { value: tiers, onChange } = useBound(form, 'tiers');
  const says = useTermsWords()({ tiers: termsOf({ terms, tiers }).tiers ?? [] });
  return (
    <div className="flex flex-col gap-3">
      {tiers.map((_, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place, and keeps nothing of its own.
        <div key={number} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-3">
          <NumberInput
            form={form}
            name={`tiers.${number}.hours`}
            label={t('terms.hours', { number: number + 1 })}
            unit="h"
            as={WholeField}
          />
          <NumberInput
            form={form}
            name={`tiers.${number}.percent`}
            label={t('terms.percent', { number: number + 1 })}
            unit="%"
            as={WholeField}
          />
          <Button
            tone="quiet"
            size="icon"
            className="mt-6.5"
            off={tiers.length === 1}
            aria-label={t('terms.remove', { number: number + 1 })}
            onClick={() => onChange(tiers.filter((_, place) => place !== number))}
          >
            <Trash2 className="size-5" aria-hidden="true" />
          </Button>
        </div>
      ))}
      {tiers.length < MOST_TIERS && (
        <Button
          tone="plain"
          className="self-start"
          onClick={() => onChange([...tiers, { hours: null, percent: null }])}
        >
          <Plus className="size-4" aria-hidden="true" />
          {t('terms.add')}
        </Button>
      )}
      <ul role="status" className="rounded-control bg-sunken p-4 text-ink-soft text-sm">
        {says.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
