import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { AuthFrame } from '@/features/auth/auth-frame';
import { useLinkToken } from '@/features/auth/link-token';
import { Outcome } from '@/features/auth/outcome';
import { ResetForm } from '@/features/auth/reset-form';
import { useLogoutMutation } from '@/lib/api';
import { rememberReturning, sessionOf } from '@/lib/auth';
import { personForgotten, useAppDispatch, useAppSelector } from '@/store/store';
import { Title } from '../title';

export default function Reset() {
  const { t } = useTranslation('auth');
  const token = useLinkToken();
  return (
    <AuthFrame title={t('reset.title')} lead={t('reset.lead')}>
      <Title>{t('reset.title')}</Title>
      {token ? <WithToken key={token} token={token} /> : <WithoutToken />}
    </AuthFrame>
  );
}

function WithToken({ token }: { token: string }) {
  const { t } = useTranslation('auth');
  const toSignIn = useWayToSignIn();
  const refused = (
    <Outcome tone="bad" title={t('link.title')} act={<LinkButton to="/forgot">{t('link.another')}</LinkButton>}>
      {t('link.text')}
    </Outcome>
  );
  return <ResetForm token={token} onDone={toSignIn} otherwise={refused} />;
}

/** Without the token of a mail there is nothing to do here: after a reload, say, for the address no longer has it. */
function WithoutToken() {
  const { t } = useTranslation('auth');
  return (
    <div className="flex flex-col items-start gap-5">
      <p className="text-ink-soft">{t('reset.noToken')}</p>
      <LinkButton to="/forgot">{t('link.another')}</LinkButton>
    </div>
  );
}

/** The server has ended all sessions of the account; one that this browser still believes in would end in a refusal. */
function useWayToSignIn() {
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const { status } = useAppSelector(sessionOf);
  const [logout] = useLogoutMutation();
  return async () => {
    if (status !== 'guest') {
      await logout();
      rememberReturning(false);
      dispatch(personForgotten());
    }
    await navigate('/login', { replace: true, state: { passwordChanged: true } });
  };
}
