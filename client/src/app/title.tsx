import { useTranslation } from 'react-i18next';

/** The page's name in the tab and for readers. */
export function Title({ children }: { children: string }) {
  const { t } = useTranslation();
  return <title>{`${children} · ${t('brand')}`}</title>;
}
