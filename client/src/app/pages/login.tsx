import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { Notice } from '@/components/ui/notice';
import { AuthFrame } from '@/features/auth/auth-frame';
import { LoginForm } from '@/features/auth/login-form';
import { nextPage } from '@/features/auth/next-page';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../title';

export default function Login() {
  const { t } = useTranslation('auth');
  const [params] = useSearchParams();
  const { search, state } = useLocation();
  const { status, user } = useAppSelector(sessionOf);
  if (status === 'member') return <Navigate replace to={nextPage(params, user?.role)} />;
  return (
    <AuthFrame title={t('signInTitle')} lead={t('signInLead')}>
      <Title>{t('signInTitle')}</Title>
      {state?.passwordChanged && (
        <Notice tone="good" title={t('reset.doneTitle')} className="mb-6">
          {t('reset.doneText')}
        </Notice>
      )}
      <LoginForm />
      <p className="mt-6 text-center">
        <Link to={`/forgot${search}`} className="font-semibold text-brand underline underline-offset-4">
          {t('toForgot')}
        </Link>
      </p>
      <p className="mt-3 text-center text-ink-soft">
        {t('noAccount')}{' '}
        <Link to={`/register${search}`} className="font-semibold text-brand underline underline-offset-4">
          {t('toRegister')}
        </Link>
      </p>
    </AuthFrame>
  );
}
