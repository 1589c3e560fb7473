import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import type { Column } from '@/components/desk/table-types';
import { Money } from '@/components/ui/money';
import { AdminList } from './admin-list';
import { type Mismatch, useListMismatchesQuery } from './api';
import { GLANCED, quiet } from './live';
import { MismatchPanel } from './mismatch-panel';
import { Stamp } from './stamp';
import { StateMark } from './state-mark';
import { useOpened } from './use-opened';
import { oneOf, useQuestion } from './use-question';
import { useWord } from './use-word';

const STATES = ['open', 'resolved', 'gone'] as const;
const KINDS = [
  'payment_without_booking',
  'amount_differs',
  'payment_unknown',
  'refunded_but_booked',
  'refund_stuck',
  'refund_failed',
  'disputed',
] as const;

/** What Stripe and we disagree about, and one of them beside the list. */
export function Mismatches() {
  const { t } = useTranslation('admin');
  const word = useWord();
  const { open, show, close } = useOpened();
  const { asked, page, pageSize, pageLink } = useQuestion(['state', 'kind']);
  const query = useListMismatchesQuery(
    { state: oneOf(STATES, asked.state), kind: oneOf(KINDS, asked.kind), page, pageSize },
    GLANCED,
  );
  const filters: Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t('state'),
      options: STATES.map((value) => ({ value, label: t(`mismatches.state.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'kind',
      label: t('mismatches.kind'),
      options: KINDS.map((value) => ({ value, label: word('mismatch', value) })),
    },
  ];
  const columns: Column<Mismatch>[] = [
    { key: 'kind', head: t('mismatches.kind'), cell: (row) => word('mismatch', row.kind), bone: '12rem' },
    { key: 'state', head: t('state'), cell: (row) => <MismatchState state={row.state} /> },
    { key: 'found', head: t('mismatches.found'), cell: (row) => <Stamp at={row.found_at} /> },
    { key: 'money', head: t('mismatches.money'), align: 'end', cell: (row) => <Money of={row.money} /> },
  ];
  return (
    <>
      <AdminList
        caption={t('mismatches.title')}
        query={quiet(query)}
        columns={columns}
        filters={filters}
        pageLink={pageLink}
        onOpen={(row) => show(row.id)}
        openKey={open}
        empty={{
          title: t(asked.state === 'open' ? 'mismatches.noneOpen' : 'mismatches.none'),
          text: t('mismatches.noneText'),
        }}
      />
      <MismatchPanel id={open} onClose={close} />
    </>
  );
}

function MismatchState({ state }: { state: Mismatch['state'] }) {
  const { t } = useTranslation('admin');
  const tone = { open: 'wait', resolved: 'good', gone: 'plain' } as const;
  return <StateMark tone={tone[state]}>{t(`mismatches.state.${state}`)}</StateMark>;
}
