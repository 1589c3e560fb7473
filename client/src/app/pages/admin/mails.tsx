import { useTranslation } from 'react-i18next';
import { Mails } from '@/features/admin/mails';
import { AdminPage } from './admin-page';

export default function MailsPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('mails.title')} lead={t('mails.lead')}>
      <Mails />
    </AdminPage>
  );
}
