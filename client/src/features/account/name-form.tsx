import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, string, trim } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { asProblem } from '@/lib/problem';
import { useChangeMeMutation } from './api';

const LONGEST_NAME = 100;
const schema = object({ name: string().check(trim(), minLength(1)) });

/** What one is called. Owners are told that renters read it. */
export function NameForm({ name, hint }: { name: string; hint?: string }) {
  const { t } = useTranslation('account');
  const [change, { error, isLoading, isSuccess }] = useChangeMeMutation();
  const form = useForm({ resolver: zodResolver(schema), values: { name } });
  const { errors, isDirty } = form.formState;
  const problem = error && !isLoading ? asProblem(error) : null;
  const refused = problem?.errors.name && t('profile.nameWrong');
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => {
        void change({ name: values });
      })}
    >
      {problem && !refused && <FormProblem problem={problem} />}
      <Field label={t('profile.name')} hint={hint} error={errors.name ? t('profile.nameMissing') : refused}>
        {(control) => (
          <input
            {...control}
            {...form.register('name')}
            autoComplete="name"
            maxLength={LONGEST_NAME}
            className="control"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" busy={isLoading} off={!isDirty}>
          {isLoading ? t('saving') : t('profile.save')}
        </Button>
        <p role="status" className="font-medium text-good">
          {isSuccess && !isDirty && t('profile.saved')}
        </p>
      </div>
    </form>
  );
}
