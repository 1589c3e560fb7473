import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Stat } from '@/components/desk/stat';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { formatNumber } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { type Part, useGetReconciliationQuery, useGetSystemQuery } from './api';
import { GLANCED } from './live';
import { formatSpan } from './stamp';
import { StateMark } from './state-mark';

// Two minutes: what the server calls late.
const LATE_SECONDS = 120;

/** What holds, waits and disagrees now; each figure leads to where it comes from. */
export function Figures() {
  const { currentData, error, refetch } = useGetSystemQuery(undefined, GLANCED);
  const parts = currentData?.parts ?? (error ? [] : undefined);
  return (
    <>
      {error && <ProblemPanel problem={asProblem(error)} onRetry={refetch} />}
      <SystemFigures parts={parts} />
    </>
  );
}

const figure = (parts: readonly Part[] | undefined, part: Part['part'], fact: string): number | null | undefined => {
  if (!parts) return undefined;
  const value: unknown = parts.find((one) => one.part === part)?.facts[fact];
  return typeof value === 'number' ? value : null;
};

function SystemFigures({ parts }: { parts?: readonly Part[] }) {
  const { t } = useTranslation('admin');
  const holds = figure(parts, 'holds', 'alive');
  const oldest = figure(parts, 'outbox', 'longest_due_seconds');
  const depth = figure(parts, 'outbox', 'pending');
  const dead = figure(parts, 'outbox', 'dead') ?? 0;
  const events = figure(parts, 'stripe', 'unhandled');
  const lag = figure(parts, 'holds', 'sweep_lag_seconds');
  return (
    <dl className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <LinkedStat label={t('figures.holds')} value={counted(holds)} to="/admin/bookings?status=pending" />
      <LinkedStat
        label={t('figures.outbox')}
        value={spanned(oldest)}
        wrong={(oldest ?? 0) > LATE_SECONDS || dead > 0}
        // A space keeps the line until the words come.
        hint={typeof depth === 'number' ? t('figures.depth', { count: depth, dead: formatNumber(dead) }) : '\u00a0'}
        to="/admin/system#outbox"
      />
      <LinkedStat
        label={t('figures.sweep')}
        value={spanned(lag)}
        wrong={(lag ?? 0) > LATE_SECONDS}
        to="/admin/system#holds"
      />
      <MoneyFigures />
      <LinkedStat
        label={t('figures.webhooks')}
        value={counted(events)}
        wrong={Boolean(events)}
        to="/admin/webhooks?state=open"
      />
    </dl>
  );
}

function MoneyFigures() {
  const { t } = useTranslation('admin');
  const { currentData, isError } = useGetReconciliationQuery(undefined, GLANCED);
  const [paid, open] = currentData
    ? [currentData.paid_without_booking, currentData.open_mismatches]
    : isError
      ? [null, null]
      : [undefined, undefined];
  return (
    <>
      <LinkedStat
        label={t('figures.paidWithoutBooking')}
        value={counted(paid)}
        wrong={Boolean(paid)}
        hint={t('figures.shouldBeZero')}
        to="/admin/money?state=open&kind=payment_without_booking"
      />
      <LinkedStat
        label={t('figures.openMismatches')}
        value={counted(open)}
        wrong={Boolean(open)}
        to="/admin/money?state=open"
      />
    </>
  );
}

/** A figure that could not be read is no nought. */
const UNKNOWN = '–';
const counted = (value: number | null | undefined) =>
  value === null ? UNKNOWN : value === undefined ? value : formatNumber(value);
const spanned = (value: number | null | undefined) =>
  value === null ? UNKNOWN : value === undefined ? value : formatSpan(value);

type LinkedProps = {
  label: string;
  value: string | undefined;
  to: string;
  hint?: ReactNode;
  /** Set where somebody should look. */
  wrong?: boolean;
  children?: ReactNode;
};

export function LinkedStat({ label, value, to, hint, wrong, children }: LinkedProps) {
  const { t } = useTranslation('admin');
  return (
    <Stat
      label={label}
      value={value}
      className="group relative transition-shadow hover:shadow-card has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand"
      hint={
        <>
          {hint && <span className="block">{hint}</span>}
          <span className="mt-1 flex flex-wrap items-center justify-between gap-2">
            <Link
              to={to}
              aria-label={t('figures.look', { label })}
              className="inline-flex items-center gap-1 font-medium text-brand outline-none after:absolute after:inset-0 after:rounded-card"
            >
              {t('figures.open')}
              <ArrowRight className="size-4 transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
            </Link>
            {wrong && <StateMark tone="wait">{t('figures.wrong')}</StateMark>}
          </span>
        </>
      }
    >
      {children}
    </Stat>
  );
}
