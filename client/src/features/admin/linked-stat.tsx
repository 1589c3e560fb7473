import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Stat } from '@/components/desk/stat';
import { StateMark } from './state-mark';

type LinkedProps = {
  label: string;
  value: string | undefined;
  to: string;
  hint?: ReactNode;
  /** Set where somebody should look. */
  wrong?: boolean;
  children?: ReactNode;
};

/** A figure that leads to where it comes from. */
export function LinkedStat({ label, value, to, hint, wrong, children }: LinkedProps) {
  const { t } = useTranslation('admin');
  return (
    <Stat
      label={label}
      value={value}
      className="group relative transition-shadow hover:shadow-card has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand"
      hint={
        <>
          {hint && <span className="block">{hint}</span>}
          <span className="mt-1 flex flex-wrap items-center justify-between gap-2">
            <Link
              to={to}
              aria-label={t('figures.look', { label })}
              className="inline-flex items-center gap-1 font-medium text-brand outline-none after:absolute after:inset-0 after:rounded-card"
            >
              {t('figures.open')}
              <ArrowRight className="size-4 transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
            </Link>
            {wrong && <StateMark tone="wait">{t('figures.wrong')}</StateMark>}
          </span>
        </>
      }
    >
      {children}
    </Stat>
  );
}
