import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, string } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { PasswordField } from '@/components/ui/password-field';
import { PasswordRules } from '@/components/ui/password-rules';
import { usePasswordError } from '@/components/ui/use-password-error';
import { SHORTEST_PASSWORD } from '@/lib/password';
import { asProblem } from '@/lib/problem';
import { accountApi } from './account-api.gen';
import { isLinkRefused } from './link-token';

const schema = object({ password: string().check(minLength(SHORTEST_PASSWORD)) });

type ResetProps = { token: string; onDone: () => Promise<void>; otherwise: ReactNode };

/**
 * Chooses a new password with the token of the mail. A password that is refused leaves the token good; `otherwise` takes
 * the place of the form when the link is no good any more.
 */
export function ResetForm({ token, onDone, otherwise }: ResetProps) {
  const { t } = useTranslation('auth');
  const [choose, { error, isLoading }] = accountApi.useResetPasswordMutation();
  const passwordError = usePasswordError();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: '' } });
  const { errors, isSubmitting } = form.formState;
  const problem = error && !isLoading ? asProblem(error) : null;

  const submit = async ({ password }: { password: string }) => {
    const answer = await choose({ reset: { token, password } });
    if (!answer.error) return onDone();
    const message = asProblem(answer.error).errors.password?.join(' ');
    if (message) form.setError('password', { type: 'server', message });
  };

  if (problem && isLinkRefused(problem)) return otherwise;
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(submit)}>
      {problem && <FormProblem problem={problem} />}
      <PasswordField
        {...form.register('password')}
        label={t('reset.password')}
        autoComplete="new-password"
        hint={<PasswordRules password={form.watch('password')} />}
        error={passwordError(errors.password)}
      />
      <Button type="submit" size="large" busy={isSubmitting}>
        {isSubmitting ? t('reset.saving') : t('reset.save')}
      </Button>
    </form>
  );
}
