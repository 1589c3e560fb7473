import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import type { Column } from '@/components/desk/table-types';
import { AdminList } from './admin-list';
import { type Person, useListUsersQuery } from './api';
import { LOOKED_UP } from './live';
import { Stamp } from './stamp';
import { useOpened } from './use-opened';
import { oneOf, useQuestion } from './use-question';
import { UserPanel } from './user-panel';
import { UserState } from './user-state';

const ROLES = ['client', 'owner', 'admin'] as const;
const STATES = ['active', 'suspended'] as const;

/** Everybody with an account, and one of them beside the list. */
export function UsersList() {
  const { t } = useTranslation('admin');
  const { open, show, close } = useOpened();
  const { asked, page, pageSize, pageLink, narrowed } = useQuestion(['q', 'role', 'state']);
  const query = useListUsersQuery(
    { q: asked.q, role: oneOf(ROLES, asked.role), state: oneOf(STATES, asked.state), page, pageSize },
    LOOKED_UP,
  );
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('users.q'), placeholder: t('users.qHint') },
    {
      kind: 'choice',
      name: 'role',
      label: t('users.role'),
      options: ROLES.map((value) => ({ value, label: t(`users.roles.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: t('state'),
      options: STATES.map((value) => ({ value, label: t(`users.state.${value}`) })),
    },
  ];
  const columns: Column<Person>[] = [
    { key: 'name', head: t('users.name'), cell: (person) => person.name },
    { key: 'email', head: t('users.email'), cell: (person) => person.email, bone: '12rem' },
    { key: 'role', head: t('users.role'), cell: (person) => t(`users.roles.${person.role}`) },
    { key: 'state', head: t('state'), cell: (person) => <UserState state={person.state} /> },
    {
      key: 'login',
      head: t('users.lastLogin'),
      cell: (person) => (person.last_login_at ? <Stamp at={person.last_login_at} /> : t('users.never')),
    },
  ];
  return (
    <>
      <AdminList
        caption={t('users.title')}
        query={query}
        columns={columns}
        filters={filters}
        pageLink={pageLink}
        onOpen={(person) => show(person.id)}
        openKey={open}
        empty={{ title: t('users.none'), text: narrowed ? t('noneNarrowed') : t('users.noneText') }}
      />
      <UserPanel id={open} onClose={close} />
    </>
  );
}
