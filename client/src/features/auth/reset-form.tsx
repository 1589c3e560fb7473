import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, string } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { asProblem } from '@/lib/problem';
import { accountApi } from './account-api.gen';
import { SHORTEST_PASSWORD } from './field-rules';
import { FormProblem } from './form-problem';
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
  const [shown, setShown] = useState(false);
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
      <div className="flex flex-col gap-2">
        <Field
          label={t('reset.password')}
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
              type={shown ? 'text' : 'password'}
              autoComplete="new-password"
              autoCapitalize="none"
              spellCheck={false}
              className="control"
            />
          )}
        </Field>
        <label className="flex min-h-11 items-center gap-2.5 self-start text-ink-soft">
          <input
            type="checkbox"
            checked={shown}
            onChange={(event) => setShown(event.target.checked)}
            className="size-5 accent-brand"
          />
          {t('reset.show')}
        </label>
      </div>
      <Button type="submit" size="large" busy={isSubmitting}>
        {isSubmitting ? t('reset.saving') : t('reset.save')}
      </Button>
    </form>
  );
}
