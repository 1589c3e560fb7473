import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { AuthFrame } from '@/features/auth/auth-frame';
import { LoginForm } from '@/features/auth/login-form';
import { nextPage } from '@/features/auth/next-page';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../title';

export default function Login() {
  const { t } = useTranslation('auth');
  const [params] = useSearchParams();
  const { search } = useLocation();
  const { status } = useAppSelector(sessionOf);
  if (status === 'member') return <Navigate replace to={nextPage(params)} />;
  return (
    <AuthFrame title={t('signInTitle')} lead={t('signInLead')}>
      <Title>{t('signInTitle')}</Title>
      <LoginForm />
      <p className="mt-6 text-center text-ink-soft">
        {t('noAccount')}{' '}
        <Link to={`/register${search}`} className="font-semibold text-brand underline underline-offset-4">
          {t('toRegister')}
        </Link>
      </p>
    </AuthFrame>
  );
}
