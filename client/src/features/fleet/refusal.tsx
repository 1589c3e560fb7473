import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';

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

/** Why the server said no, and what to do about it. */
export function Refusal({ problem, children, focus }: RefusalProps) {
  const { t } = useTranslation('fleet');
  const words = useProblemWords()(problem);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new problem calls for attention, also an equal one.
  useLayoutEffect(() => {
    if (focus) box.current?.focus();
  }, [problem, focus]);
  const said = isOurs(problem.code)
    ? { title: t(`refusal.${problem.code}.title`), detail: t(`refusal.${problem.code}.text`) }
    : words;
  return (
    <div ref={box} tabIndex={-1} className="rounded-control">
      <Notice tone="bad" role="alert" title={said.title}>
        <p>{said.detail}</p>
        {problem.code === 'email_not_verified' && <VerifyLink />}
        {children}
        <RequestId id={words.requestId} />
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
