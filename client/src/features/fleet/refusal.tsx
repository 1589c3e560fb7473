import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { useServerWords } from './server-words';

// Codes for which there are words of our own, for the sake of what to do next.
const OURS = [
  'email_not_verified',
  'listing_retired',
  'in_use',
  'sales_stopped',
  'too_many_photos',
  'wrong_header',
  'precondition_failed',
] as const;
type Ours = (typeof OURS)[number];
const isOurs = (code: string): code is Ours => OURS.some((one) => one === code);

type RefusalProps = { problem: Problem; children?: ReactNode; focus?: boolean };

/** A refusal in words: ours by its code, else what it says against single fields, else what everybody is told. */
export function useRefusalWords() {
  const { t } = useTranslation('fleet');
  const words = useProblemWords();
  const inWords = useServerWords();
  return (problem: Problem) => {
    const { code, detail } = problem;
    if (isOurs(code)) return { title: t(`refusal.${code}.title`), detail: t(`refusal.${code}.text`) };
    const errors = Object.fromEntries(
      Object.entries(problem.errors).map(([field, said]) => [field, said.map(inWords)] as const),
    );
    return words({ ...problem, detail: inWords(detail), errors });
  };
}

/** Why the server said no, and what to do about it. */
export function Refusal({ problem, children, focus }: RefusalProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new problem calls for attention, also an equal one.
  useLayoutEffect(() => {
    if (focus) box.current?.focus();
  }, [problem, focus]);
  const said = useRefusalWords()(problem);
  const { requestId } = useProblemWords()(problem);
  return (
    <div ref={box} tabIndex={-1} className="rounded-control">
      <Notice tone="bad" role="alert" title={said.title}>
        <p>{said.detail}</p>
        {problem.code === 'email_not_verified' && <VerifyLink />}
        {children}
        <RequestId id={requestId} />
      </Notice>
    </div>
  );
}

export function VerifyLink() {
  const { t } = useTranslation('fleet');
  return (
    <Link
      to="/verify"
      className="inline-flex min-h-11 items-center font-semibold text-brand underline underline-offset-4"
    >
      {t('refusal.email_not_verified.act')}
    </Link>
  );
}
