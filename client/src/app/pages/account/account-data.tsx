import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DownloadLink } from '@/components/desk/download-link';
import { EraseAct } from '@/features/account/erase-act';
import { Section } from '@/features/account/section';
import { sessionOf } from '@/lib/auth';
import { useAppSelector } from '@/store/store';
import { Title } from '../../title';

export default function Data() {
  const { t } = useTranslation('account');
  const { user } = useAppSelector(sessionOf);
  const navigate = useNavigate();
  if (!user) return null;
  return (
    <div className="flex flex-col gap-6">
      <Title>{t('tab.data')}</Title>
      <Section title={t('export.title')} lead={t('export.lead')}>
        <DownloadLink url="/api/v1/auth/export" name="drivesphere-data.json">
          {t('export.act')}
        </DownloadLink>
      </Section>
      <Section title={t('erase.section')} lead={t('erase.sectionLead')}>
        <EraseAct user={user} onErased={async () => navigate('/goodbye', { replace: true, state: { erased: true } })} />
      </Section>
    </div>
  );
}
