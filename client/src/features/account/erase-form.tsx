import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { PasswordField } from '@/components/ui/password-field';
import { asProblem } from '@/lib/problem';
import type { User } from '@/lib/types';
import { useEraseMeMutation } from './api';
import { StillNeeded } from './still-needed';

type EraseProps = { user: User; onErased: () => Promise<void>; onKeep: () => void };

/** The address typed, and the password given: nobody can take this back. */
export function EraseForm({ user, onErased, onKeep }: EraseProps) {
  const { t } = useTranslation('account');
  const [erase, { error, isLoading }] = useEraseMeMutation();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const problem = error && !isLoading ? asProblem(error) : null;
  const wrong = problem && 'password' in problem.errors;
  const untyped = typed.trim().toLowerCase() !== user.email.toLowerCase();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isLoading) return;
    setAsked(true);
    const form = event.currentTarget;
    if (untyped || !password)
      return form.querySelector<HTMLElement>(untyped ? '[name=typed]' : '[name=password]')?.focus();
    const answer = await erase({ erase: { password } });
    if (!answer.error) return onErased();
  };

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {problem?.code === 'still_needed' && <StillNeeded problem={problem} role={user.role} />}
      {problem && problem.code !== 'still_needed' && !wrong && <FormProblem problem={problem} />}
      <Field label={t('erase.typed', { word: user.email })} error={asked && untyped ? t('erase.untyped') : undefined}>
        {(control) => (
          <input
            {...control}
            name="typed"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="control"
          />
        )}
      </Field>
      <PasswordField
        name="password"
        label={t('erase.password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={wrong ? t('password.wrong') : asked && !password ? t('password.missing') : undefined}
      />
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button type="submit" tone="bad" busy={isLoading}>
          {isLoading ? t('erase.working') : t('erase.confirm')}
        </Button>
        <Button tone="plain" off={isLoading} onClick={onKeep}>
          {t('erase.keep')}
        </Button>
      </div>
    </form>
  );
}
