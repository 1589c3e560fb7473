import { type FormEvent, type RefObject, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { asProblem } from '@/lib/problem';
import { useEditManyMutation } from './api';
import { type BulkDraft, blankDraft, changesOf } from './bulk-draft';
import { BulkEffect } from './bulk-effect';
import { BulkFields } from './bulk-fields';
import { Refusal, useRefusalWords } from './refusal';
import { type ReportRow, RowReport } from './row-report';
import type { BulkReport, BulkRow, FleetKind } from './types';
import type { Choice } from './use-choice';
import { useIntentKey } from './use-intent-key';

type PanelProps = {
  kind: FleetKind;
  choice: Choice;
  open: boolean;
  onClose: () => void;
  returnFocus: RefObject<HTMLElement | null>;
};

/** One change for all that are chosen: put together, seen in words, made, and reported row by row. */
export function BulkPanel({ kind, choice, open, onClose, returnFocus }: PanelProps) {
  const { t } = useTranslation('fleet');
  const form = useId();
  const [draft, setDraft] = useState<BulkDraft>(() => blankDraft(kind));
  const [report, setReport] = useState<BulkReport | null>(null);
  const [asked, setAsked] = useState(false);
  const [edit, { isLoading, error, reset }] = useEditManyMutation();
  const { keyOf, settle } = useIntentKey();
  const changes = changesOf(draft, kind);

  const close = () => {
    if (isLoading) return;
    onClose();
    if (!report) return;
    // Those that were refused stay chosen: they are what is left to do.
    const refused = new Set(report.rows.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id));
    choice.keepOnly(refused);
    setReport(null);
    setDraft(blankDraft(kind));
  };
  const change = (part: Partial<BulkDraft>) => {
    reset();
    setAsked(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!changes || isLoading) return;
    const { chosen } = choice;
    const answer = await edit({ kind, chosen, changes, key: keyOf([kind, chosen, changes]) });
    settle(answer.error ? asProblem(answer.error) : null);
    if (answer.data) setReport(answer.data);
  };

  return (
    <LazySidePanel
      open={open}
      onClose={close}
      returnFocus={returnFocus}
      title={t(report ? 'bulk.done' : 'bulk.title', { count: choice.count })}
      acts={
        report ? (
          <Button onClick={close}>{t('bulk.close')}</Button>
        ) : (
          <>
            <Button type="submit" form={form} busy={isLoading} tone={draft.act === 'retire' ? 'bad' : 'brand'}>
              {isLoading ? t('bulk.working') : t('bulk.send', { count: choice.count })}
            </Button>
            <Button tone="plain" off={isLoading} onClick={close}>
              {t('bulk.leave')}
            </Button>
          </>
        )
      }
    >
      {report ? (
        <Report report={report} />
      ) : (
        <form id={form} noValidate onSubmit={send} className="flex flex-col gap-5">
          <BulkFields draft={draft} onChange={change} kind={kind} />
          <BulkEffect draft={draft} kind={kind} choice={choice} />
          {asked && !changes && (
            <Notice tone="bad" role="alert">
              {t('bulk.incomplete')}
            </Notice>
          )}
          {error && !isLoading && <Refusal problem={asProblem(error)} />}
        </form>
      )}
    </LazySidePanel>
  );
}

const REFUSED = 409;

/** Why one was refused, as its own page would say it. */
function useBulkWords() {
  const words = useRefusalWords();
  return (code: string, detail: string | null) => {
    const errors = detail && code === 'validation' ? { changes: [detail] } : {};
    return words(asProblem({ status: REFUSED, data: { code, detail: detail ?? '', errors } })).detail;
  };
}

const OUTCOME = { changed: 'done', unchanged: 'same', refused: 'refused' } as const;

function Report({ report }: { report: BulkReport }) {
  const { t } = useTranslation('fleet');
  const inWords = useBulkWords();
  const { changed, unchanged, refused } = report;
  const rowOf = ({ id, title, outcome, code, detail }: BulkRow): ReportRow => ({
    key: id,
    name: title ?? id,
    outcome: OUTCOME[outcome],
    said: t(`outcome.${outcome}`),
    why: code && inWords(code, detail),
  });
  return (
    <>
      <Notice tone={refused ? 'wait' : 'good'} role="status" title={t('bulk.changed', { count: changed })}>
        {[unchanged && t('bulk.unchanged', { count: unchanged }), refused && t('bulk.refused', { count: refused })]
          .filter(Boolean)
          .join(' ')}
      </Notice>
      <RowReport rows={report.rows.map(rowOf)} />
    </>
  );
}
