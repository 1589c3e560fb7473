import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { LinkButton } from '@/components/ui/button';
import { AuthFrame } from '@/features/auth/auth-frame';
import { Outcome } from '@/features/auth/outcome';
import { rememberReturning } from '@/lib/auth';
import { personForgotten, useAppDispatch } from '@/store/store';
import { NotFound } from '../not-found';
import { Title } from '../title';

/**
 * After an account was erased, and at no other time. Its session is forgotten here and not before: a page of a member
 * would send a guest to the sign-in.
 */
export default function Goodbye() {
  const { t } = useTranslation('auth');
  const { state } = useLocation();
  const dispatch = useAppDispatch();
  const erased = Boolean(state?.erased);
  useEffect(() => {
    if (!erased) return;
    rememberReturning(false);
    dispatch(personForgotten());
  }, [erased, dispatch]);
  if (!erased) return <NotFound what="page" />;
  return (
    <AuthFrame title={t('erased.title')}>
      <Title>{t('erased.title')}</Title>
      <Outcome tone="info" title={t('erased.lead')} act={<LinkButton to="/">{t('erased.act')}</LinkButton>}>
        {t('erased.text')}
      </Outcome>
    </AuthFrame>
  );
}
