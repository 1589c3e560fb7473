import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { useBound } from '../form-fields';
import { type RuleName, rulesOf } from '../policy-rules';
import { RuleField } from '../rule-field';
import type { FleetKind } from '../types';
import { CancellationFields } from './cancellation-fields';
import type { PolicyValues } from './policy-spec';

type FieldsProps = { form: UseFormReturn<PolicyValues>; kind: FleetKind };

/** The rules of a listing, each with what it does to clients. */
export function PolicyFields({ form, kind }: FieldsProps) {
  const { t } = useTranslation('fleet');
  const onePerClient = form.watch('one_per_client');
  return (
    <>
      <Card className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {rulesOf(kind).map((name) => (
          <BoundRule key={name} form={form} name={name} />
        ))}
        <Checkbox
          label={t('onePerClient.label')}
          hint={t(onePerClient ? 'onePerClient.says' : 'onePerClient.not')}
          {...form.register('one_per_client')}
        />
      </Card>
      <CancellationFields form={form} />
    </>
  );
}

function BoundRule({ form, name }: { form: UseFormReturn<PolicyValues>; name: RuleName }) {
  return <RuleField name={name} {...useBound(form, name)} />;
}
