import { useTranslation } from 'react-i18next';
import type { Problem } from './problem';

const KNOWN = [
  'forbidden',
  'hold_expired',
  'illegal_transition',
  'inventory_busy',
  'network',
  'not_found',
  'too_many_requests',
  'unauthenticated',
  'unavailable',
  'window_taken',
] as const;

type Known = (typeof KNOWN)[number];

const isKnown = (code: string): code is Known => (KNOWN as readonly string[]).includes(code);

/** Plain words for a problem: ours where we know the code, else the server's, never a number. */
export function useProblemWords(): (problem: Problem) => { title: string; detail: string } {
  const { t } = useTranslation();
  return (problem) => {
    if (isKnown(problem.code)) {
      return { title: t(`problem.${problem.code}.title`), detail: t(`problem.${problem.code}.detail`) };
    }
    return {
      title: problem.title || t('problem.unknown.title'),
      detail: problem.detail || t('problem.unknown.detail'),
    };
  };
}
