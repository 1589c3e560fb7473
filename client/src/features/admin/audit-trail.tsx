import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/desk/filter-row';
import { ListFilters } from '@/components/desk/list-filters';
import type { AuditEntry } from './api';
import { AuditLog } from './audit-log';
import { ChainBadge } from './chain-badge';
import { boundsOf } from './day-bounds';
import { EntryPanel } from './entry-panel';
import { idOf, oneOf, useQuestion } from './use-question';

const OUTCOMES = ['done', 'refused'] as const;
const NAMES = ['actor', 'action', 'outcome', 'code', 'booking', 'inventory', 'request', 'from', 'to'] as const;
const PAGE_SIZE = 50;

/** The chain, the filters and the log of all that was done and refused. */
export function AuditTrail() {
  const { t } = useTranslation('admin');
  // An entry has no address of its own: it is looked at where it was found.
  const [entry, setEntry] = useState<AuditEntry | null>(null);
  const { asked, page, pageLink } = useQuestion(NAMES);
  const question = {
    actor: asked.actor,
    action: asked.action,
    outcome: oneOf(OUTCOMES, asked.outcome),
    code: asked.code,
    bookingId: idOf(asked.booking),
    inventoryId: idOf(asked.inventory),
    requestId: asked.request,
    ...boundsOf(asked.from, asked.to),
    page,
    pageSize: PAGE_SIZE,
  };
  const filters: Filter[] = [
    { kind: 'text', name: 'actor', label: t('audit.actor'), placeholder: t('audit.actorHint') },
    { kind: 'text', name: 'action', label: t('audit.action'), placeholder: t('audit.actionHint') },
    {
      kind: 'choice',
      name: 'outcome',
      label: t('audit.outcome'),
      options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
    },
    { kind: 'day', name: 'from', label: t('audit.from') },
    { kind: 'day', name: 'to', label: t('audit.to') },
  ];
  const rareFilters: Filter[] = [
    { kind: 'text', name: 'code', label: t('audit.code'), placeholder: t('audit.codeHint') },
    { kind: 'text', name: 'booking', label: t('audit.booking'), placeholder: t('idHint') },
    { kind: 'text', name: 'inventory', label: t('audit.inventory'), placeholder: t('idHint') },
    { kind: 'text', name: 'request', label: t('audit.request'), placeholder: t('audit.requestHint') },
  ];
  return (
    <>
      <ChainBadge />
      <ListFilters filters={filters} rare={rareFilters} />
      {/* Another question is another log: nothing of the old one is kept. */}
      <AuditLog
        key={JSON.stringify(question)}
        question={question}
        pageLink={pageLink}
        onOpen={setEntry}
        openId={entry?.id}
      />
      <EntryPanel entry={entry} onClose={() => setEntry(null)} />
    </>
  );
}
