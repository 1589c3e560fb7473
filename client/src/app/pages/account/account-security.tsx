import { useTranslation } from 'react-i18next';
import { PasswordForm } from '@/features/account/password-form';
import { Section } from '@/features/account/section';
import { Sessions } from '@/features/account/sessions';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../../title';

export default function Security() {
  const { t } = useTranslation('account');
  const { user } = useAppSelector(sessionOf);
  if (!user) return null;
  return (
    <div className="flex flex-col gap-6">
      <Title>{t('tab.security')}</Title>
      <Section title={t('password.title')} lead={t('password.lead')}>
        <PasswordForm user={user} />
      </Section>
      <Section title={t('sessions.title')} lead={t('sessions.lead')}>
        <Sessions />
      </Section>
    </div>
  );
}
