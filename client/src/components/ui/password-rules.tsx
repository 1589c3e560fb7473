import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { passwordRules, SHORTEST_PASSWORD } from '@/lib/password';
import { cn } from './class-names';

type RulesProps = {
  password: string;
  /** Whose it is; left out where nobody knows yet. */
  person?: { name: string; email: string };
};

/** What makes a good password, ticked off while it is typed. For the hint of a field. */
export function PasswordRules({ password, person }: RulesProps) {
  const { t } = useTranslation('auth');
  const kept = passwordRules(password, person ?? {});
  return (
    <span className="flex flex-col gap-1 pt-0.5">
      <Rule kept={kept.long}>{t('passwordHint', { count: SHORTEST_PASSWORD })}</Rule>
      <Rule kept={kept.varied}>{t('passwordVaried')}</Rule>
      {person && <Rule kept={kept.own}>{t('passwordOwn')}</Rule>}
      <span className="pt-0.5">{t('passwordAdvice')}</span>
    </span>
  );
}

function Rule({ kept, children }: { kept: boolean; children: string }) {
  const { t } = useTranslation('auth');
  const Icon = kept ? Check : Circle;
  return (
    <span className={cn('flex items-start gap-2', kept && 'text-good')}>
      <Icon className={cn('mt-0.5 size-4 shrink-0', !kept && 'scale-50')} aria-hidden="true" />
      <span>
        {children}
        {kept && <span className="sr-only"> {t('passwordKept')}</span>}
      </span>
    </span>
  );
}
