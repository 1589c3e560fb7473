import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from './button';

type PagerProps = { page: number; pages: number; linkTo: (page: number) => string };

export function Pager({ page, pages, linkTo }: PagerProps) {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <nav aria-label={t('pager.label')} className="mt-10 flex items-center justify-center gap-4">
      {page > 1 && (
        <LinkButton tone="plain" to={linkTo(page - 1)} rel="prev">
          <ChevronLeft className="size-4" aria-hidden="true" />
          {t('pager.previous')}
        </LinkButton>
      )}
      <span className="figures text-ink-soft">{t('pager.place', { page, pages })}</span>
      {page < pages && (
        <LinkButton tone="plain" to={linkTo(page + 1)} rel="next">
          {t('pager.next')}
          <ChevronRight className="size-4" aria-hidden="true" />
        </LinkButton>
      )}
    </nav>
  );
}
