import { ArrowUp, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import type { Column } from '@/components/desk/table-types';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import type { ListAuditEntriesApiArg } from './admin-api.gen';
import { type AuditEntry, useListAuditEntriesQuery } from './api';
import { Code } from './facts';
import { LOOKED_UP, quiet, WATCHED } from './live';
import { Stamp } from './stamp';
import { StateMark } from './state-mark';
import { useCalmRows } from './use-calm-rows';
import { useWord } from './use-word';
import { Who } from './who';

type LogProps = {
  question: ListAuditEntriesApiArg;
  pageLink: (page: number) => string;
  onOpen: (entry: AuditEntry) => void;
  openId: string | undefined;
};

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('admin');
  const word = useWord();
  return [
    { key: 'action', head: t('audit.action'), cell: (entry) => word('action', entry.action), bone: '8rem' },
    {
      key: 'outcome',
      head: t('audit.outcome'),
      cell: (entry) => (
        <StateMark tone={entry.outcome === 'done' ? 'good' : 'wait'}>{t(`outcome.${entry.outcome}`)}</StateMark>
      ),
    },
    {
      key: 'why',
      head: t('audit.led'),
      cell: (entry) => (entry.code ? <Code>{entry.code}</Code> : entry.after && word('outcome', entry.after)),
    },
    {
      key: 'actor',
      head: t('audit.actor'),
      cell: (entry) => entry.actor && <Who actor={entry.actor} name={entry.actor_name} />,
      bone: '9rem',
    },
    { key: 'at', head: t('audit.at'), cell: (entry) => <Stamp at={entry.at} /> },
    { key: 'position', head: t('audit.position'), align: 'end', cell: (entry) => entry.position ?? t('audit.waits') },
  ];
}

/** The log, live on its first page: new entries wait until they are asked for, and a press stops the asking. */
export function AuditLog({ question, pageLink, onOpen, openId }: LogProps) {
  const { t } = useTranslation('admin');
  const [paused, setPaused] = useState(false);
  const isLive = question.page === 1;
  const asks = isLive && !paused;
  const query = quiet(useListAuditEntriesQuery(question, asks ? WATCHED : { ...LOOKED_UP, refetchOnFocus: false }));
  const { rows, fresh, more, show } = useCalmRows(query.currentData?.items);
  const table = { caption: t('audit.title'), columns: useColumns(), rowKey: (entry: AuditEntry) => entry.id };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {isLive && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
          <Button tone="plain" size="small" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? <Play className="size-4" aria-hidden="true" /> : <Pause className="size-4" aria-hidden="true" />}
            {t(paused ? 'audit.resume' : 'audit.pause')}
          </Button>
          {/* Here and not above the rows, which must not move under the pointer. */}
          <p role="status" className="flex items-center text-ink-soft text-sm">
            {fresh > 0 ? (
              <Button tone="brand" size="small" onClick={show}>
                <ArrowUp className="size-4" aria-hidden="true" />
                {t(more ? 'audit.manyNew' : 'audit.new', { count: fresh })}
              </Button>
            ) : (
              t(paused ? 'audit.paused' : 'audit.live')
            )}
          </p>
        </div>
      )}
      <Resource
        query={query}
        skeleton={<DataTable {...table} rows={undefined} />}
        isEmpty={(list) => list.items.length === 0}
        empty={<Empty title={t('audit.none')}>{t('noneNarrowed')}</Empty>}
      >
        {(list) => (
          <>
            <DataTable {...table} rows={rows} onOpen={onOpen} openKey={openId} />
            <Pager page={list.page} pages={list.pages} linkTo={pageLink} />
          </>
        )}
      </Resource>
    </div>
  );
}
