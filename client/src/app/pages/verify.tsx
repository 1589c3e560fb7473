import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Resource } from '@/components/ui/resource';
import { Spinner } from '@/components/ui/spinner';
import { AuthFrame } from '@/features/auth/auth-frame';
import { useLinkToken } from '@/features/auth/link-token';
import { ResendMail, VerifyAddress } from '@/features/auth/verify-address';
import { api } from '@/lib/api';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../title';

/** Where the mail after a registration leads; without its token, where one asks for another. */
export default function Verify() {
  const { t } = useTranslation('auth');
  const token = useLinkToken();
  return (
    <AuthFrame title={t('verify.title')}>
      <Title>{t('verify.title')}</Title>
      {token ? (
        <VerifyAddress key={token} token={token} done={<GoOn />} otherwise={<AnotherMail />} />
      ) : (
        <AnotherMail />
      )}
    </AuthFrame>
  );
}

function GoOn() {
  const { t } = useTranslation('auth');
  const { status } = useAppSelector(sessionOf);
  if (status === 'unknown') return null;
  return (
    <LinkButton to={status === 'member' ? '/' : '/login'} className="self-start">
      {t(status === 'member' ? 'verify.goOn' : 'toSignIn')}
    </LinkButton>
  );
}

/** Only who is signed in can be sent another mail: the server writes to the address of the account, and to no other. */
function AnotherMail() {
  const { t } = useTranslation('auth');
  const { status } = useAppSelector(sessionOf);
  if (status === 'member') return <MailOfMember />;
  if (status === 'unknown') return <Waiting />;
  return (
    <div className="flex flex-col items-start gap-5">
      <p className="text-ink-soft">{t('verify.signInFirst')}</p>
      <LinkButton to="/login?next=%2Fverify">{t('toSignIn')}</LinkButton>
    </div>
  );
}

/** Asked for anew: the link may have been followed a minute ago, on a telephone. */
function MailOfMember() {
  const { t } = useTranslation('auth');
  const me = api.useGetMeQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    // What is known is older than the link, so nothing is shown before the new answer.
    <Resource query={{ ...me, currentData: me.isFetching ? undefined : me.currentData }} skeleton={<Waiting />}>
      {({ email, email_verified }) =>
        email_verified ? (
          <Notice tone="good" role="status" title={t('verify.knownTitle')} className="wrap-anywhere">
            {t('verify.knownText', { email })}
          </Notice>
        ) : (
          <ResendMail email={email} />
        )
      }
    </Resource>
  );
}

function Waiting() {
  return (
    <div className="grid min-h-24 place-items-center text-2xl text-brand" aria-busy="true">
      <Spinner />
    </div>
  );
}
