import { useTranslation } from 'react-i18next';
import { UsersList } from '@/features/admin/users-list';
import { AdminPage } from './admin-page';

export default function UsersPage() {
  const { t } = useTranslation('admin');
  return (
    <AdminPage title={t('users.title')} lead={t('users.lead')}>
      <UsersList />
    </AdminPage>
  );
}
