import { useTranslation } from 'react-i18next';
import { PaymentEvents } from '@/features/admin/payment-events';
import { AdminPage } from './admin-page';

export default function WebhooksPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('webhooks.title')} lead={t('webhooks.lead')}>
      <PaymentEvents />
    </AdminPage>
  );
}
