import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { focusFault } from '../focus-fault';
import { NumberInput, TextInput, useBound } from '../form-fields';
import { AmountField, DecimalField, WholeField } from '../inputs';
import type { Rule, RuleKind } from '../types';
import { MonthDayField } from './month-day-field';
import { type RuleValues, ruleOf, schemaOf, valuesOf } from './rule-values';
import { WeekdaysField } from './weekdays-field';

type FormProps = { rule: Rule; onDone: (rule: Rule) => void; onClose: () => void };

/** One rule: when it decides, and what it does. It joins the others; nothing is saved yet. */
export function RuleForm({ rule, onDone, onClose }: FormProps) {
  const { t } = useTranslation('fleet');
  const kind = rule.rule;
  const form = useForm<RuleValues>({
    resolver: zodResolver(schemaOf(kind)),
    defaultValues: valuesOf(rule),
    shouldFocusError: false,
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((values) => onDone(ruleOf(kind, rule.id, values)), focusFault)}
    >
      <WhenFields form={form} kind={kind} />
      <EffectFields form={form} kind={kind} />
      <TextInput form={form} name="name" label={t('priceRule.name')} hint={t('priceRule.nameHint')} maxLength={40} />
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit">{t('priceRule.done')}</Button>
        <Button tone="plain" onClick={onClose}>
          {t('priceRule.cancel')}
        </Button>
      </div>
    </form>
  );
}

type PartProps = { form: UseFormReturn<RuleValues>; kind: RuleKind };

function WhenFields({ form, kind }: PartProps) {
  const { t } = useTranslation('fleet');
  if (kind === 'weekday') return <WeekdaysField form={form} />;
  if (kind === 'date') return <TextInput form={form} name="date" type="date" label={t('priceRule.date')} />;
  if (kind === 'season') return <SeasonFields form={form} />;
  return (
    <NumberInput
      form={form}
      name="atLeast"
      label={t('priceRule.atLeast')}
      hint={t('priceRule.atLeastHint')}
      as={WholeField}
    />
  );
}

function SeasonFields({ form }: Pick<PartProps, 'form'>) {
  const { t } = useTranslation('fleet');
  const yearly = useBound(form, 'yearly');
  return (
    <>
      <Segmented
        label={t('priceRule.season')}
        value={yearly.value ? 'yearly' : 'once'}
        onChange={(next) => yearly.onChange(next === 'yearly')}
        options={[
          { value: 'yearly', label: t('priceRule.yearly') },
          { value: 'once', label: t('priceRule.once') },
        ]}
      />
      {yearly.value ? (
        <>
          <MonthDayField form={form} name="from" label={t('priceRule.first')} />
          <MonthDayField form={form} name="to" label={t('priceRule.last')} />
        </>
      ) : (
        <div className="grid gap-5 sm:grid-cols-2">
          <TextInput form={form} name="from" type="date" label={t('priceRule.first')} />
          <TextInput form={form} name="to" type="date" label={t('priceRule.last')} />
        </div>
      )}
    </>
  );
}

function EffectFields({ form, kind }: PartProps) {
  const { t } = useTranslation('fleet');
  const by = useBound(form, 'by');
  const up = useBound(form, 'up');
  const off = kind === 'length';
  return (
    <>
      <Segmented
        label={t('priceRule.effect')}
        value={by.value}
        onChange={by.onChange}
        options={[
          { value: 'percent', label: t('priceRule.byPercent') },
          { value: 'amount', label: t(off ? 'priceRule.byOff' : 'priceRule.byAmount') },
        ]}
      />
      {by.value === 'percent' && !off && (
        <Segmented
          label={t('bulk.direction')}
          value={up.value ? 'up' : 'down'}
          onChange={(next) => up.onChange(next === 'up')}
          options={[
            { value: 'up', label: t('bulk.up') },
            { value: 'down', label: t('bulk.down') },
          ]}
        />
      )}
      {by.value === 'percent' ? (
        <NumberInput form={form} name="percent" label={t('bulk.percent')} as={DecimalField} />
      ) : (
        <NumberInput
          form={form}
          name="amount"
          label={t(off ? 'priceRule.amountOff' : 'priceRule.amount')}
          as={AmountField}
        />
      )}
    </>
  );
}
