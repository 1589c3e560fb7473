import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, regex, string, trim } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { useLoginMutation } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { EMAIL } from './field-rules';

const schema = object({
  email: string().check(trim(), regex(EMAIL)),
  password: string().check(minLength(1)),
});

/** Signs in; the page moves on by itself once the session is there. */
export function LoginForm() {
  const { t } = useTranslation('auth');
  const [login, { error, isLoading }] = useLoginMutation();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: '', password: '' } });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((values) => login({ credentials: values }))}
    >
      {error && !isLoading && <FormProblem problem={asProblem(error)} />}
      <Field label={t('email')} error={errors.email && t('emailWrong')}>
        {(control) => (
          <input {...control} {...form.register('email')} type="email" autoComplete="username" className="control" />
        )}
      </Field>
      <Field label={t('password')} error={errors.password && t('passwordMissing')}>
        {(control) => (
          <input
            {...control}
            {...form.register('password')}
            type="password"
            autoComplete="current-password"
            className="control"
          />
        )}
      </Field>
      <Button type="submit" size="large" busy={isLoading}>
        {isLoading ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  );
}
