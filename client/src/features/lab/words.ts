import { useTranslation } from 'react-i18next';

const CODES = [
  'created',
  'replayed',
  'no_answer',
  'window_taken',
  'sold_out',
  'inventory_busy',
  'duplicate_booking',
  'too_many_holds',
  'request_in_progress',
] as const;

type Known = (typeof CODES)[number];

const isKnown = (code: string): code is Known => (CODES as readonly string[]).includes(code);

/** What an answer's code means; one that is new to us is shown as the server spells it. */
export function useCodeWords(): (code: string) => string {
  const { t } = useTranslation('lab');
  return (code) => (isKnown(code) ? t(`code.${code}`) : code.replaceAll('_', ' '));
}
