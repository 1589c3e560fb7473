import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { saveFile } from '@/components/ui/save-file';
import { Spinner } from '@/components/ui/spinner';
import { asProblem } from '@/lib/problem';
import { useImportCarsMutation } from './api';
import { LARGEST_CSV_BYTES, refusedLines, splitReason } from './csv-lines';
import { csvText } from './csv-text';
import { FileDrop } from './file-drop';
import { Refusal } from './refusal';
import { type ReportRow, RowReport } from './row-report';
import { useServerWords } from './server-words';
import type { ImportReport, ImportRow } from './types';

const COLUMNS =
  'key, visibility, make, model, city, vehicle_type, year, fuel_type, state, latitude, longitude, daily_rate_usd';

type Sent = { name: string; text: string };
type Fault = 'type' | 'size' | 'empty' | 'letters';

function faultOf(file: File): Fault | null {
  if (!/\.csv$/i.test(file.name)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > LARGEST_CSV_BYTES ? 'size' : null;
}

/** Brings a fleet in from a file. Each line is judged by itself, and what became of it is told line by line. */
export function ImportPanel({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('fleet');
  const [bring, { isLoading, error, data, reset }] = useImportCarsMutation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  const send = (file: Sent) => {
    setSent(file);
    void bring({ body: file.text });
  };
  const take = async ([file]: File[]) => {
    if (!file) return;
    reset();
    setSent(null);
    const wrong = faultOf(file);
    const text = wrong ? null : await csvText(file);
    setFault(wrong ?? (text === null ? 'letters' : null));
    if (text !== null) send({ name: file.name, text });
  };

  return (
    <LazySidePanel
      open={open}
      onClose={() => !isLoading && onClose()}
      title={t('csv.title')}
      lead={t('csv.lead')}
      acts={
        <Button tone="plain" off={isLoading} onClick={onClose}>
          {t('csv.close')}
        </Button>
      }
    >
      <FileDrop
        label={t(sent ? 'csv.another' : 'csv.choose')}
        hint={t('csv.hint')}
        accept=".csv,text/csv"
        busy={isLoading}
        onFiles={take}
      />
      <details className="text-ink-soft text-sm">
        <summary className="min-h-6 cursor-pointer font-medium">{t('csv.columns')}</summary>
        <p className="mt-2">
          <code className="wrap-anywhere">{COLUMNS}</code>
        </p>
        <p className="mt-2">{t('csv.columnsText')}</p>
      </details>
      {fault && (
        <Notice tone="bad" role="alert" title={t(`csv.fault.${fault}`)}>
          {t('csv.fault.text')}
        </Notice>
      )}
      {isLoading && (
        <p role="status" className="flex items-center gap-3 text-ink-soft">
          <Spinner />
          {t('csv.working', { name: sent?.name })}
        </p>
      )}
      {error && !isLoading && (
        <Refusal problem={asProblem(error)}>
          {sent && (
            <Button size="small" tone="plain" className="mt-2" onClick={() => send(sent)}>
              {t('csv.again', { name: sent.name })}
            </Button>
          )}
        </Refusal>
      )}
      {data && sent && !isLoading && <Report report={data} sent={sent} />}
    </LazySidePanel>
  );
}

const OUTCOME = { created: 'done', updated: 'done', unchanged: 'same', refused: 'refused' } as const;

function Report({ report, sent }: { report: ImportReport; sent: Sent }) {
  const { t } = useTranslation('fleet');
  const inWords = useServerWords();
  const { created, updated, unchanged, refused, rows } = report;
  const keep = () => {
    const file = new Blob([refusedLines(sent.text, rows)], { type: 'text/csv' });
    saveFile(file, sent.name.replace(/(\.csv)?$/i, '-refused.csv'));
  };
  const counts = { created, updated, unchanged, refused };
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={refused ? 'wait' : 'good'} role="status" title={t('csv.done', { name: sent.name })}>
        <ul className="flex flex-wrap gap-x-4">
          {(Object.keys(counts) as (keyof typeof counts)[]).map((outcome) => (
            <li key={outcome} className="figures">
              {t(`csv.count.${outcome}`, { count: counts[outcome] })}
            </li>
          ))}
        </ul>
        {refused > 0 && (
          <>
            <p className="mt-2">{t('csv.refusedText')}</p>
            <Button size="small" tone="plain" className="mt-2" onClick={keep}>
              <Download className="size-4" aria-hidden="true" />
              {t('csv.keepRefused')}
            </Button>
          </>
        )}
      </Notice>
      <RowReport
        rows={rows.map((row) => ({
          ...reportRow(row, inWords),
          name: t('csv.line', row),
          said: t(`outcome.${row.outcome}`),
        }))}
      />
    </div>
  );
}

function reportRow(
  { line, outcome, reason }: ImportRow,
  inWords: (said: string) => string,
): Omit<ReportRow, 'name' | 'said'> {
  const { column, message } = splitReason(reason ?? '');
  const why = reason && (
    <>
      {column && <code className="font-semibold">{column}</code>}
      {column && ': '}
      {inWords(message)}
    </>
  );
  return { key: String(line), outcome: OUTCOME[outcome], why };
}
