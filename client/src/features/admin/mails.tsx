import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import type { Column } from '@/components/desk/table-types';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { AdminList } from './admin-list';
import { type Mail, useListUndeliveredMailsQuery, useSendMailAgainMutation } from './api';
import { TextLink } from './facts';
import { GLANCED, quiet } from './live';
import { Stamp } from './stamp';
import { StateMark } from './state-mark';
import { oneOf, useQuestion } from './use-question';
import { useWord } from './use-word';

const STATES = ['dead', 'pending'] as const;

/** Mails that were given up, or that wait; the former may have all their tries anew. */
export function Mails() {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { asked, page, pageSize, pageLink } = useQuestion(['state']);
  const query = useListUndeliveredMailsQuery({ state: oneOf(STATES, asked.state), page, pageSize }, GLANCED);
  const filters: Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t('state'),
      options: STATES.map((value) => ({ value, label: t(`mails.state.${value}`) })),
    },
  ];
  const columns: Column<Mail>[] = [
    {
      key: 'template',
      head: t('mails.which'),
      cell: (mail) => (mail.template ? word('template', mail.template) : t('mails.one')),
    },
    { key: 'state', head: t('state'), cell: (mail) => <MailState state={mail.state} /> },
    { key: 'about', head: t('mails.about'), cell: (mail) => <About mail={mail} /> },
    { key: 'due', head: t('mails.due'), cell: (mail) => <Stamp at={mail.due_at} /> },
    {
      key: 'error',
      head: t('webhooks.error'),
      cell: (mail) => mail.last_error && <span lang="en">{mail.last_error}</span>,
      bone: '12rem',
    },
    { key: 'tries', head: t('webhooks.tries'), align: 'end', cell: (mail) => mail.tries, bone: '2rem' },
    { key: 'act', head: t('act'), cell: (mail) => mail.state === 'dead' && <SendAgain id={mail.id} /> },
  ];
  return (
    <AdminList
      caption={t('mails.title')}
      query={quiet(query)}
      columns={columns}
      filters={filters}
      pageLink={pageLink}
      empty={{ title: t('mails.none'), text: t('mails.noneText') }}
    />
  );
}

function MailState({ state }: { state: string }) {
  const { t } = useTranslation('admin');
  const dead = state === 'dead';
  return <StateMark tone={dead ? 'bad' : 'wait'}>{t(dead ? 'mails.state.dead' : 'mails.state.pending')}</StateMark>;
}

function About({ mail: { booking_id, user_id } }: { mail: Mail }) {
  const { t } = useTranslation('admin');
  if (booking_id) return <TextLink to={`/admin/bookings?open=${booking_id}`}>{t('bookings.one')}</TextLink>;
  return user_id && <TextLink to={`/admin/users?open=${user_id}`}>{t('users.one')}</TextLink>;
}

function SendAgain({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const [send, { isLoading }] = useSendMailAgainMutation();
  const say = useToast();
  const words = useProblemWords();
  const run = async () => {
    const { error } = await send({ mailId: id });
    say({ text: error ? words(asProblem(error)).title : t('mails.sent') });
  };
  return (
    <Button tone="plain" size="small" busy={isLoading} onClick={run}>
      {t('mails.again')}
    </Button>
  );
}
