import { useTranslation } from 'react-i18next';
import { useChangeRoleMutation, useRestoreUserMutation, useSuspendUserMutation } from './api';
import { ReasonAct } from './reason-act';

type Role = 'client' | 'owner' | 'admin';
type Person = { id: string; name: string; email: string; role: Role; state: 'active' | 'suspended'; sessions: number };

const ROLES: Role[] = ['client', 'owner', 'admin'];

/** Suspend or restore, and another role; each with a reason. */
export function UserActs({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const [changeRole] = useChangeRoleMutation();
  const { name, email } = person;
  return (
    <>
      {person.state === 'active' ? <Suspend person={person} /> : <Restore person={person} />}
      {ROLES.filter((role) => role !== person.role).map((role) => (
        <ReasonAct
          key={role}
          label={t(`users.make.${role}.act`)}
          title={t(`users.make.${role}.title`, { name })}
          effect={t('users.make.effect', { name, email, count: person.sessions })}
          confirm={t(`users.make.${role}.act`)}
          done={t(`users.make.${role}.done`, { name })}
          run={(reason) => changeRole({ userId: person.id, newRole: { role, reason } })}
        />
      ))}
    </>
  );
}

function Suspend({ person: { id, name, email, sessions } }: { person: Person }) {
  const { t } = useTranslation('admin');
  const [suspend] = useSuspendUserMutation();
  return (
    <ReasonAct
      tone="bad"
      label={t('users.suspend.act')}
      title={t('users.suspend.title', { name })}
      effect={t('users.suspend.effect', { name, email, count: sessions })}
      confirm={t('users.suspend.act')}
      done={t('users.suspend.done', { name })}
      run={(reason) => suspend({ userId: id, reason: { reason } })}
    />
  );
}

function Restore({ person: { id, name, email } }: { person: Person }) {
  const { t } = useTranslation('admin');
  const [restore] = useRestoreUserMutation();
  return (
    <ReasonAct
      tone="brand"
      label={t('users.restore.act')}
      title={t('users.restore.title', { name })}
      effect={t('users.restore.effect', { name, email })}
      confirm={t('users.restore.act')}
      done={t('users.restore.done', { name })}
      run={(reason) => restore({ userId: id, reason: { reason } })}
    />
  );
}
