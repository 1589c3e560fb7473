import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { minLength, object, string } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { Notice } from '@/components/ui/notice';
import { PasswordField } from '@/components/ui/password-field';
import { PasswordRules } from '@/components/ui/password-rules';
import { usePasswordError } from '@/components/ui/use-password-error';
import { SHORTEST_PASSWORD } from '@/lib/password';
import { asProblem } from '@/lib/problem';
import type { User } from '@/lib/types';
import { useChangePasswordMutation } from './api';

const schema = object({
  current: string().check(minLength(1)),
  new: string().check(minLength(SHORTEST_PASSWORD)),
});
const EMPTY = { current: '', new: '' };

/** A new password in place of a known one. All other sessions end with it. */
export function PasswordForm({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const [change, { error, isLoading, isSuccess }] = useChangePasswordMutation();
  const passwordError = usePasswordError();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const { errors } = form.formState;

  const submit = async (values: typeof EMPTY) => {
    const answer = await change({ change: values });
    if (!answer.error) return form.reset();
    const refused = asProblem(answer.error).errors;
    if (refused.current) form.setError('current', { type: 'server' }, { shouldFocus: true });
    if (refused.new) form.setError('new', { type: 'server', message: refused.new.join(' ') }, { shouldFocus: true });
  };

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(submit)}>
      {error && !isLoading && <FormProblem problem={asProblem(error)} />}
      {isSuccess && (
        <Notice tone="good" role="status" title={t('password.done')}>
          {t('password.doneText')}
        </Notice>
      )}
      {/* Tells password managers whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        {...form.register('current')}
        label={t('password.current')}
        autoComplete="current-password"
        error={errors.current && t(errors.current.type === 'server' ? 'password.wrong' : 'password.missing')}
      />
      <PasswordField
        {...form.register('new')}
        label={t('password.new')}
        autoComplete="new-password"
        hint={<PasswordRules password={form.watch('new')} person={user} />}
        error={passwordError(errors.new)}
      />
      <Button type="submit" busy={isLoading} className="self-start">
        {isLoading ? t('saving') : t('password.save')}
      </Button>
    </form>
  );
}
