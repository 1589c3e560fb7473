import { useTranslation } from 'react-i18next';

/** Why somebody was turned away. A code that we have no word for is still better than silence. */
export function useReasonWords(): (reason: string) => string {
  const { t, i18n } = useTranslation('owner');
  return (reason) => {
    const key = `lost.reason.${reason}`;
    return i18n.exists(key, { ns: 'owner' }) ? t(key as 'lost.reason.window_taken') : reason.replaceAll('_', ' ');
  };
}
