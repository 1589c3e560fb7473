import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field';

type PasswordFieldProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'autoComplete'> & {
  label: string;
  /** Tells password managers which one it is. */
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: string;
};

/** A password that may be looked at while it is typed; managers and pasting are welcome. */
export function PasswordField({ label, hint, error, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation('auth');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <input
            {...rest}
            {...control}
            type={shown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            className="control pr-12"
          />
          <label className="absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center rounded-control text-ink-soft hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-brand">
            <input
              type="checkbox"
              checked={shown}
              onChange={(event) => setShown(event.target.checked)}
              className="sr-only"
            />
            <Icon className="size-5" aria-hidden="true" />
            <span className="sr-only">{t('passwordShow')}</span>
          </label>
        </div>
      )}
    </Field>
  );
}
