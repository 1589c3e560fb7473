import { useTranslation } from 'react-i18next';
import { Segmented } from '@/components/ui/segmented';
import { LANGUAGES, type Language, speak } from '@/lib/i18n';

/** The language of all pages, in its own words. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation(['account', 'common']);
  const options = LANGUAGES.map((value) => ({ value, label: t(`common:language.${value}`) }));
  return (
    <Segmented
      label={t('display.language')}
      options={options}
      value={i18n.language as Language}
      onChange={(language) => void speak(language)}
    />
  );
}

type ThemeProps<Theme extends string> = { themes: readonly Theme[]; value: Theme; onChange: (theme: Theme) => void };

export function ThemeChoice<Theme extends 'system' | 'light' | 'dark'>({ themes, ...choice }: ThemeProps<Theme>) {
  const { t } = useTranslation('account');
  const options = themes.map((value) => ({ value, label: t(`display.${value as 'system' | 'light' | 'dark'}`) }));
  return <Segmented label={t('display.theme')} options={options} {...choice} />;
}
