import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { CopyButton } from '@/components/ui/copy-button';
import { Resource } from '@/components/ui/resource';
import type { GetUserApiResponse } from './admin-api.gen';
import { useGetUserQuery } from './api';
import { Code, Facts, TextLink } from './facts';
import { LOOKED_UP } from './live';
import { PanelBones } from './panel-bones';
import { Stamp } from './stamp';
import { UserActs } from './user-acts';
import { UserState } from './user-state';

/** One person: who they are, whether they are here, and what may be done. */
export function UserPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const query = useGetUserQuery({ userId: id ?? '' }, { ...LOOKED_UP, skip: !id });
  const person = id ? query.currentData : undefined;
  return (
    <LazySidePanel
      open={id !== null}
      onClose={onClose}
      title={person?.name ?? t('users.one')}
      lead={person?.email}
      acts={person && <UserActs key={person.id} person={person} />}
    >
      <Resource query={query} className="flex flex-col gap-6" skeleton={<PanelBones />}>
        {(found) => <PersonFacts person={found} />}
      </Resource>
    </LazySidePanel>
  );
}

function PersonFacts({ person }: { person: GetUserApiResponse }) {
  const { t } = useTranslation('admin');
  const bookings = person.role === 'owner' ? `owner=${person.id}` : `client=${person.id}`;
  return (
    <Facts
      facts={[
        { name: t('state'), value: <UserState state={person.state} /> },
        { name: t('users.role'), value: t(`users.roles.${person.role}`) },
        { name: t('users.sessions'), value: t('users.sessionsOpen', { count: person.sessions }) },
        { name: t('users.since'), value: <Stamp at={person.created_at} /> },
        {
          name: t('users.lastLogin'),
          value: person.last_login_at ? <Stamp at={person.last_login_at} /> : t('users.never'),
        },
        {
          name: t('id'),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              <Code>{person.id}</Code> <CopyButton text={person.id} what={t('id')} />
            </span>
          ),
        },
        {
          name: t('users.more'),
          value: (
            <span className="flex flex-col gap-2">
              {person.role !== 'admin' && (
                <TextLink to={`/admin/bookings?${bookings}`}>{t(`users.bookingsOf.${person.role}`)}</TextLink>
              )}
              <TextLink to={`/admin/audit?actor=${person.role}:${person.id}`}>{t('users.auditOf')}</TextLink>
            </span>
          ),
        },
      ]}
    />
  );
}
