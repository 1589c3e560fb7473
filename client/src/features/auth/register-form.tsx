import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormSetError, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { enum as choice, minLength, object, regex, string, trim } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { PasswordField } from '@/components/ui/password-field';
import { PasswordRules } from '@/components/ui/password-rules';
import { usePasswordError } from '@/components/ui/use-password-error';
import { useLoginMutation, useRegisterMutation } from '@/lib/api';
import { SHORTEST_PASSWORD } from '@/lib/password';
import { asProblem } from '@/lib/problem';
import { EMAIL } from './field-rules';
import { CHOICES, RoleChoice } from './role-choice';

const schema = object({
  role: choice(CHOICES),
  name: string().check(trim(), minLength(1)),
  email: string().check(trim(), regex(EMAIL)),
  password: string().check(minLength(SHORTEST_PASSWORD)),
});

type Choice = (typeof CHOICES)[number];
type Values = { role: Choice; name: string; email: string; password: string };
const FIELDS = ['name', 'email', 'password'] as const;

function showRefusals(refused: Record<string, string[]>, setError: UseFormSetError<Values>): void {
  for (const field of FIELDS) {
    const message = refused[field]?.join(' ');
    if (message) setError(field, { type: 'server', message });
  }
}

type RegisterProps = {
  role: Choice;
  /** Called when the account is there, before it is signed in with. */
  onMade: () => void;
};

/** Makes an account and signs in with it. */
export function RegisterForm({ role, onMade }: RegisterProps) {
  const { t } = useTranslation('auth');
  const [register, registering] = useRegisterMutation();
  const [login, signingIn] = useLoginMutation();
  const passwordError = usePasswordError();
  const defaultValues = { role, name: '', email: '', password: '' };
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues });
  const { errors } = form.formState;
  const [name, email, password] = form.watch(FIELDS);
  const busy = registering.isLoading || signingIn.isLoading;
  const error = registering.error ?? signingIn.error;

  const submit = async (values: Values) => {
    const made = await register({ registration: values });
    if (made.error) return showRefusals(asProblem(made.error).errors, form.setError);
    onMade();
    await login({ credentials: { email: values.email, password: values.password } });
  };

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(submit)}>
      {error && !busy && <FormProblem problem={asProblem(error)} />}
      <RoleChoice {...form.register('role')} />
      <Field label={t('name')} error={errors.name && t(errors.name.type === 'server' ? 'nameWrong' : 'nameMissing')}>
        {(control) => <input {...control} {...form.register('name')} autoComplete="name" className="control" />}
      </Field>
      <Field label={t('email')} error={errors.email && t('emailWrong')}>
        {(control) => (
          <input {...control} {...form.register('email')} type="email" autoComplete="username" className="control" />
        )}
      </Field>
      <PasswordField
        {...form.register('password')}
        label={t('password')}
        autoComplete="new-password"
        hint={<PasswordRules password={password} person={{ name, email }} />}
        error={passwordError(errors.password)}
      />
      <Button type="submit" size="large" busy={busy}>
        {busy ? t('registering') : t('register')}
      </Button>
    </form>
  );
}
