import { useTranslation } from 'react-i18next';
import type { Problem } from '@/lib/problem';

const KNOWN = ['audit_chain_broken', 'email_not_verified', 'last_admin', 'conflict', 'key_reused'] as const;

/** A refusal in words for admins, where the common ones speak to clients or the server speaks English only. */
export function useRefusalWords() {
  const { t } = useTranslation('admin');
  return (problem: Problem): Problem => {
    const code = KNOWN.find((known) => known === problem.code);
    if (!code) return problem;
    const [title, detail] = [t(`refusal.${code}.title`), t(`refusal.${code}.detail`)];
    // Under a code of its own, so that the common words do not take its place.
    return { ...problem, code: `admin.${code}`, title, detail };
  };
}
