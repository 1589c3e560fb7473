import { MailWarning, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { User } from '@/lib/types';
import { useAppDispatch } from '@/store/store';
import { accountApi } from './account-api.gen';
import { dropMailNews, isMailNews } from './mail-notice';

/**
 * Tells whoever has just registered of the mail with the link; owners until they have followed it, for they can publish
 * nothing before.
 */
export default function UnverifiedBar({ user }: { user: User }) {
  const { t } = useTranslation('auth');
  const [news, setNews] = useState(isMailNews);
  useLookAfterwards();
  const blocks = user.role === 'owner';
  if (!blocks && !news) return null;
  const dismiss = () => {
    dropMailNews();
    setNews(false);
  };
  return (
    <aside aria-label={t('unverified.label')} className="border-line border-b bg-amber-soft print:hidden">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-[0.9375rem]">
        <MailWarning className="size-5 shrink-0 text-amber max-sm:hidden" aria-hidden="true" />
        <p role="status" className="wrap-anywhere min-w-48 flex-1">
          {news && `${t('unverified.sent', { email: user.email })} `}
          {blocks && t('unverified.blocks')}
        </p>
        <Resend />
        {!blocks && (
          <Button tone="quiet" size="icon" aria-label={t('unverified.dismiss')} onClick={dismiss}>
            <X className="size-5" aria-hidden="true" />
          </Button>
        )}
      </div>
    </aside>
  );
}

/** The link is followed in another tab, or on a telephone: who comes back here is asked about anew. */
function useLookAfterwards() {
  const dispatch = useAppDispatch();
  useEffect(() => {
    const look = () => void dispatch(api.endpoints.getMe.initiate(undefined, { forceRefetch: true, subscribe: false }));
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [dispatch]);
}

function Resend() {
  const { t } = useTranslation('auth');
  const [resend, { error, isLoading, isSuccess }] = accountApi.useResendVerificationMutation();
  const words = useProblemWords();
  const said = isSuccess ? t('verify.resentTitle') : error && !isLoading ? words(asProblem(error)).detail : '';
  return (
    <>
      <span role="status" className="font-medium empty:hidden">
        {said}
      </span>
      {!isSuccess && (
        <Button tone="quiet" busy={isLoading} onClick={() => resend()}>
          {isLoading ? t('verify.resending') : t('unverified.again')}
        </Button>
      )}
    </>
  );
}
