import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { AuthFrame } from '@/features/auth/auth-frame';
import { ForgotForm } from '@/features/auth/forgot-form';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../title';

export default function Forgot() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  const { user } = useAppSelector(sessionOf);
  return (
    <AuthFrame title={t('forgot.title')} lead={t('forgot.lead')}>
      <Title>{t('forgot.title')}</Title>
      <ForgotForm known={user?.email ?? ''} />
      {!user && (
        <p className="mt-6 text-center text-ink-soft">
          {t('forgot.remembered')}{' '}
          <Link to={`/login${search}`} className="font-semibold text-brand underline underline-offset-4">
            {t('toSignIn')}
          </Link>
        </p>
      )}
    </AuthFrame>
  );
}
