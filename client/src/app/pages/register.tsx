import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { AuthFrame } from '@/features/auth/auth-frame';
import { noteMailSent } from '@/features/auth/mail-notice';
import { nextPage } from '@/features/auth/next-page';
import { RegisterForm } from '@/features/auth/register-form';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../title';

export default function Register() {
  const { t } = useTranslation('auth');
  const [params] = useSearchParams();
  const { search } = useLocation();
  const { status, user } = useAppSelector(sessionOf);
  if (status === 'member') return <Navigate replace to={nextPage(params, user?.role)} />;
  return (
    <AuthFrame title={t('registerTitle')} lead={t('registerLead')}>
      <Title>{t('registerTitle')}</Title>
      <RegisterForm role={params.get('role') === 'owner' ? 'owner' : 'client'} onMade={noteMailSent} />
      <p className="mt-6 text-center text-ink-soft">
        {t('haveAccount')}{' '}
        <Link to={`/login${search}`} className="font-semibold text-brand underline underline-offset-4">
          {t('toSignIn')}
        </Link>
      </p>
    </AuthFrame>
  );
}
