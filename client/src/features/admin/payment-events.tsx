import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import type { Column } from '@/components/desk/table-types';
import { AdminList } from './admin-list';
import { type PaymentEvent, useListPaymentEventsQuery } from './api';
import { EventPanel } from './event-panel';
import { EventState } from './event-state';
import { Code } from './facts';
import { GLANCED, quiet } from './live';
import { Stamp } from './stamp';
import { useOpened } from './use-opened';
import { idOf, oneOf, useQuestion } from './use-question';
import { useWord } from './use-word';

const STATES = ['open', 'failed', 'handled'] as const;

/** What Stripe has told us, and one message beside the list. */
export function PaymentEvents() {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { open, show, close } = useOpened();
  const { asked, page, pageSize, pageLink, narrowed } = useQuestion(['state', 'type', 'booking']);
  const query = useListPaymentEventsQuery(
    { state: oneOf(STATES, asked.state), type: asked.type, bookingId: idOf(asked.booking), page, pageSize },
    GLANCED,
  );
  const filters: Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t('state'),
      options: STATES.map((value) => ({ value, label: t(`webhooks.state.${value}`) })),
    },
    { kind: 'text', name: 'type', label: t('webhooks.type'), placeholder: 'charge.refunded' },
    { kind: 'text', name: 'booking', label: t('audit.booking'), placeholder: t('idHint') },
  ];
  const columns: Column<PaymentEvent>[] = [
    { key: 'type', head: t('webhooks.type'), cell: (event) => <Code>{event.type}</Code>, bone: '12rem' },
    { key: 'state', head: t('state'), cell: (event) => <EventState state={event.state} /> },
    {
      key: 'outcome',
      head: t('webhooks.outcome'),
      cell: (event) => (event.outcome ? word('outcome', event.outcome) : event.last_error),
    },
    { key: 'at', head: t('webhooks.received'), cell: (event) => <Stamp at={event.received_at} /> },
    { key: 'tries', head: t('webhooks.tries'), align: 'end', cell: (event) => event.tries, bone: '2rem' },
  ];
  return (
    <>
      <AdminList
        caption={t('webhooks.title')}
        query={quiet(query)}
        columns={columns}
        filters={filters}
        pageLink={pageLink}
        onOpen={(event) => show(event.id)}
        openKey={open}
        empty={{ title: t('webhooks.none'), text: narrowed ? t('noneNarrowed') : t('webhooks.noneText') }}
      />
      <EventPanel id={open} onClose={close} />
    </>
  );
}
