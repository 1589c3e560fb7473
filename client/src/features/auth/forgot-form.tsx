import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { object, regex, string, trim } from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { asProblem } from '@/lib/problem';
import { accountApi } from './account-api.gen';
import { EMAIL } from './field-rules';
import { Outcome } from './outcome';

const schema = object({ email: string().check(trim(), regex(EMAIL)) });

/** Asks for the mail to choose a new password. What it says afterwards tells nobody who has an account. */
export function ForgotForm({ known }: { known: string }) {
  const { t } = useTranslation('auth');
  const [ask, { error, isLoading, isSuccess, originalArgs, reset }] = accountApi.useForgotPasswordMutation();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: known } });
  const refused = error ? asProblem(error).errors.email?.join(' ') : '';
  const wrong = form.formState.errors.email && t('emailWrong');
  if (isSuccess) {
    const again = (
      <Button tone="plain" onClick={reset}>
        {t('forgot.again')}
      </Button>
    );
    return (
      <Outcome tone="good" title={t('forgot.sentTitle')} act={again}>
        {t('forgot.sentText', { email: originalArgs?.email.email })}
      </Outcome>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((email) => {
        void ask({ email });
      })}
    >
      {error && !isLoading && <FormProblem problem={asProblem(error)} />}
      <Field label={t('email')} error={wrong || refused || undefined}>
        {(control) => (
          <input {...control} {...form.register('email')} type="email" autoComplete="username" className="control" />
        )}
      </Field>
      <Button type="submit" size="large" busy={isLoading}>
        {isLoading ? t('forgot.sending') : t('forgot.send')}
      </Button>
    </form>
  );
}
