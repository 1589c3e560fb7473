import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { FormProblem } from '@/components/ui/form-problem';
import { Notice } from '@/components/ui/notice';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { Spinner } from '@/components/ui/spinner';
import { asProblem } from '@/lib/problem';
import { accountApi } from './account-api.gen';
import { isLinkRefused } from './link-token';
import { Outcome } from './outcome';

/** Sends the token, once, and says what came of it. `otherwise` follows a link that is no good any more. */
export function VerifyAddress({ token, done, otherwise }: { token: string; done: ReactNode; otherwise: ReactNode }) {
  const { t } = useTranslation('auth');
  const [verify, { error, isLoading, isSuccess }] = accountApi.useVerifyEmailMutation();
  const sent = useRef<string>(null);
  useEffect(() => {
    // A token works once: sent a second time it is refused, and that answer would hide the good one.
    if (sent.current === token) return;
    sent.current = token;
    void verify({ token: { token } });
  }, [token, verify]);

  if (isSuccess) {
    return (
      <div className="flex flex-col gap-5">
        <Notice tone="good" role="status" title={t('verify.doneTitle')}>
          {t('verify.doneText')}
        </Notice>
        {done}
      </div>
    );
  }
  const problem = error && !isLoading ? asProblem(error) : null;
  if (problem && !isLinkRefused(problem)) {
    return <ProblemPanel problem={problem} onRetry={() => verify({ token: { token } })} />;
  }
  if (problem) {
    return (
      <div className="flex flex-col gap-5">
        <Notice tone="bad" role="alert" title={t('link.title')}>
          {t('link.text')}
        </Notice>
        {otherwise}
      </div>
    );
  }
  return (
    <p className="flex min-h-24 items-center justify-center gap-3 text-ink-soft" aria-busy="true">
      <Spinner />
      {t('verify.checking')}
    </p>
  );
}

/** Asks for the mail once more, for whoever is signed in. */
export function ResendMail({ email }: { email: string }) {
  const { t } = useTranslation('auth');
  const [resend, { error, isLoading, isSuccess }] = accountApi.useResendVerificationMutation();
  if (isSuccess) {
    return (
      <Outcome tone="good" title={t('verify.resentTitle')}>
        {t('verify.resentText', { email })}
      </Outcome>
    );
  }
  return (
    <div className="flex flex-col items-start gap-5">
      {error && !isLoading && <FormProblem problem={asProblem(error)} />}
      <p className="wrap-anywhere text-ink-soft">{t('verify.resendLead', { email })}</p>
      <Button busy={isLoading} onClick={() => resend()}>
        {isLoading ? t('verify.resending') : t('verify.resend')}
      </Button>
    </div>
  );
}
