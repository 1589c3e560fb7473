import { useTranslation } from 'react-i18next';
import { BookingsList } from '@/features/admin/bookings-list';
import { AdminPage } from './admin-page';

export default function AllBookings() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('bookings.title')} lead={t('bookings.lead')}>
      <BookingsList />
    </AdminPage>
  );
}
