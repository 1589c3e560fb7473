import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/desk/table-types';
import { AdminList } from './admin-list';
import { type ApiKey, useListApiKeysQuery } from './api';
import { Code } from './facts';
import { LOOKED_UP } from './live';
import { NewKey } from './new-key';
import { RevokeKey } from './revoke-key';
import { Stamp } from './stamp';
import { StateMark } from './state-mark';
import { useQuestion } from './use-question';

/** Keys of partners: which there are, a new one, and one taken back. */
export function ApiKeys() {
  const { t } = useTranslation('admin');
  const { page, pageSize, pageLink } = useQuestion([]);
  const query = useListApiKeysQuery({ page, pageSize }, LOOKED_UP);
  const columns: Column<ApiKey>[] = [
    { key: 'partner', head: t('keys.partner'), cell: (key) => key.partner },
    { key: 'prefix', head: t('keys.prefix'), cell: (key) => <Code>{`dsk_${key.prefix}…`}</Code> },
    {
      key: 'state',
      head: t('state'),
      cell: (key) => (
        <StateMark tone={key.revoked_at ? 'plain' : 'good'}>
          {t(key.revoked_at ? 'keys.revoked' : 'keys.works')}
        </StateMark>
      ),
    },
    { key: 'scopes', head: t('keys.scopes'), cell: (key) => <Code>{key.scopes.join(', ')}</Code>, bone: '12rem' },
    {
      key: 'used',
      head: t('keys.lastUsed'),
      cell: (key) => (key.last_used_at ? <Stamp at={key.last_used_at} /> : t('users.never')),
    },
    { key: 'act', head: t('act'), cell: (key) => !key.revoked_at && <RevokeKey apiKey={key} /> },
  ];
  return (
    <>
      <NewKey />
      <AdminList
        caption={t('keys.title')}
        query={query}
        columns={columns}
        pageLink={pageLink}
        empty={{ title: t('keys.none'), text: t('keys.noneText') }}
      />
    </>
  );
}
