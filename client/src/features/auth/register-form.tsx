import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormSetError, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, regex, string, trim } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useLoginMutation, useRegisterMutation } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { EMAIL, SHORTEST_PASSWORD } from './field-rules';
import { FormProblem } from './form-problem';

const schema = object({
  name: string().check(trim(), minLength(1)),
  email: string().check(trim(), regex(EMAIL)),
  password: string().check(minLength(SHORTEST_PASSWORD)),
});

type Values = { name: string; email: string; password: string };
const FIELDS = ['name', 'email', 'password'] as const;

function showRefusals(refused: Record<string, string[]>, setError: UseFormSetError<Values>): void {
  for (const field of FIELDS) {
    const message = refused[field]?.join(' ');
    if (message) setError(field, { type: 'server', message });
  }
}

/** Makes a client's account and signs in with it. */
export function RegisterForm() {
  const { t } = useTranslation('auth');
  const [register, registering] = useRegisterMutation();
  const [login, signingIn] = useLoginMutation();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { name: '', email: '', password: '' } });
  const { errors } = form.formState;
  const busy = registering.isLoading || signingIn.isLoading;
  const error = registering.error ?? signingIn.error;

  const submit = async (values: Values) => {
    const made = await register({ registration: { ...values, role: 'client' } });
    if (made.error) return showRefusals(asProblem(made.error).errors, form.setError);
    await login({ credentials: { email: values.email, password: values.password } });
  };

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(submit)}>
      {error && !busy && <FormProblem problem={asProblem(error)} />}
      <Field
        label={t('name')}
        error={errors.name && (errors.name.type === 'server' ? errors.name.message : t('nameMissing'))}
      >
        {(control) => <input {...control} {...form.register('name')} autoComplete="name" className="control" />}
      </Field>
      <Field
        label={t('email')}
        error={errors.email && (errors.email.type === 'server' ? errors.email.message : t('emailWrong'))}
      >
        {(control) => (
          <input {...control} {...form.register('email')} type="email" autoComplete="username" className="control" />
        )}
      </Field>
      <Field
        label={t('password')}
        hint={t('passwordHint', { count: SHORTEST_PASSWORD })}
        error={
          errors.password &&
          (errors.password.type === 'server'
            ? errors.password.message
            : t('passwordShort', { count: SHORTEST_PASSWORD }))
        }
      >
        {(control) => (
          <input
            {...control}
            {...form.register('password')}
            type="password"
            autoComplete="new-password"
            className="control"
          />
        )}
      </Field>
      <Button type="submit" size="large" busy={busy}>
        {busy ? t('registering') : t('register')}
      </Button>
    </form>
  );
}
