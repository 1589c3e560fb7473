import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Address } from '@/features/account/address';
import { LanguageChoice, ThemeChoice } from '@/features/account/display-choices';
import { NameForm } from '@/features/account/name-form';
import { Section } from '@/features/account/section';
import { ResendMail } from '@/features/auth/verify-address';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { chooseTheme, THEMES, type Theme, themeChosen } from '../../theme';
import { Title } from '../../title';

export default function Profile() {
  const { t } = useTranslation('account');
  const { user } = useAppSelector(sessionOf);
  if (!user) return null;
  return (
    <div className="flex flex-col gap-6">
      <Title>{t('title')}</Title>
      <Section title={t('profile.title')} lead={t('profile.lead')}>
        <NameForm name={user.name} hint={user.role === 'owner' ? t('profile.nameOwner') : undefined} />
      </Section>
      <Section title={t('email.title')} lead={t(user.role === 'owner' ? 'email.leadOwner' : 'email.lead')}>
        <Address email={user.email} verified={user.email_verified} resend={<ResendMail email={user.email} />} />
      </Section>
      <Section title={t('display.title')} lead={t('display.lead')}>
        <LanguageChoice />
        <Appearance />
      </Section>
    </div>
  );
}

function Appearance() {
  const [theme, show] = useState(themeChosen);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    show(chosen);
  };
  return <ThemeChoice themes={THEMES} value={theme} onChange={choose} />;
}
