import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { useFaultWords } from '../form-fields';
import { rulesOf } from '../policy-rules';
import { RuleField } from '../rule-field';
import type { FleetKind } from '../types';
import { CancellationFields } from './cancellation-fields';
import type { PolicyValues } from './policy-spec';

type FieldsProps = { form: UseFormReturn<PolicyValues>; kind: FleetKind };

/** The rules of a listing, each with what it does to clients. */
export function PolicyFields({ form, kind }: FieldsProps) {
  const { t } = useTranslation('fleet');
  const words = useFaultWords();
  const onePerClient = useWatch({ control: form.control, name: 'one_per_client' });
  return (
    <>
      <Card className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {rulesOf(kind).map((name) => (
          <Controller
            key={name}
            control={form.control}
            name={name}
            render={({ field: { value, onChange, onBlur }, fieldState: { error } }) => (
              <RuleField name={name} value={value} onChange={onChange} onBlur={onBlur} error={words(error)} />
            )}
          />
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
