import { useTranslation } from 'react-i18next';
import { SHORTEST_PASSWORD } from '@/lib/password';

type Fault = { type?: unknown; message?: string };

// How the server's refusal begins; what it says beyond is told in the reader's language.
const TOO_EASY = /^Too easy to guess: /;

/** What is wrong with a new password, in the reader's language: found here, or by the server. */
export function usePasswordError(): (fault: Fault | undefined) => string | undefined {
  const { t } = useTranslation('auth');
  return (fault) => {
    if (!fault) return undefined;
    if (fault.type !== 'server') return t('passwordShort', { count: SHORTEST_PASSWORD });
    return TOO_EASY.test(fault.message ?? '') ? t('passwordEasy') : fault.message;
  };
}
