import { useTranslation } from 'react-i18next';

type Group = 'kind' | 'action' | 'outcome' | 'mismatch' | 'decision' | 'source' | 'fact' | 'reason' | 'template';

/** The server's words in the reader's language; one that is new here is shown as it came, with its gaps opened. */
export function useWord() {
  const { t } = useTranslation('admin');
  return (group: Group, word: string): string =>
    t(`${group}.${word.replaceAll('.', '_')}` as 'kind.cars', { defaultValue: word.replaceAll('_', ' ') });
}
