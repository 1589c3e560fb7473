import { KeyRound, Warehouse } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

export const CHOICES = ['client', 'owner'] as const;
const ICONS = { client: KeyRound, owner: Warehouse };

/** What the account is for. It is asked first, for it decides what comes after. */
export function RoleChoice(input: Omit<ComponentProps<'input'>, 'type' | 'value'>) {
  const { t } = useTranslation('auth');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-ink-soft text-sm">{t('role.legend')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {CHOICES.map((role) => {
          const Icon = ICONS[role];
          return (
            <label
              key={role}
              className="flex cursor-pointer items-start gap-3 rounded-control border border-edge p-3.5 hover:border-ink-soft has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2"
            >
              <input {...input} type="radio" value={role} className="mt-1 size-4 shrink-0 accent-brand" />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{t(`role.${role}.title`)}</span>
                <span className="block text-ink-soft text-sm">{t(`role.${role}.text`)}</span>
              </span>
              <Icon className="size-5 shrink-0 text-brand" aria-hidden="true" />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
