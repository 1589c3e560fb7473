import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Resource } from '@/components/ui/resource';
import { formatNumber } from '@/lib/format';
import { type Part, useGetReconciliationQuery, useGetSystemQuery, useListAuditEntriesQuery } from './api';
import { boundsOf } from './day-bounds';
import { lastDays } from './last-days';
import { LinkedStat } from './linked-stat';
import { GLANCED, quiet } from './live';
import { formatSpan } from './stamp';

// Two minutes: what the server calls late.
const LATE_SECONDS = 120;

/** What holds, waits, disagrees and was refused; each figure leads to the list it was counted from. */
export function Figures() {
  return (
    <div className="flex flex-col gap-4">
      <SystemFigures />
      <div className="grid gap-4 lg:grid-cols-3">
        <MoneyFigures />
        <Refused />
      </div>
    </div>
  );
}

function SystemFigures() {
  const query = quiet(useGetSystemQuery(undefined, GLANCED));
  return (
    <Resource query={query} skeleton={<OfParts />}>
      {({ parts }) => <OfParts parts={parts} />}
    </Resource>
  );
}

const figure = (parts: readonly Part[] | undefined, part: Part['part'], fact: string): number | null | undefined => {
  if (!parts) return undefined;
  const value: unknown = parts.find((one) => one.part === part)?.facts[fact];
  return typeof value === 'number' ? value : null;
};

function OfParts({ parts }: { parts?: readonly Part[] }) {
  const { t } = useTranslation('admin');
  const holds = figure(parts, 'holds', 'alive');
  const oldest = figure(parts, 'outbox', 'longest_due_seconds');
  const depth = figure(parts, 'outbox', 'pending');
  const dead = figure(parts, 'outbox', 'dead') ?? 0;
  const events = figure(parts, 'stripe', 'unhandled');
  const lag = figure(parts, 'holds', 'sweep_lag_seconds');
  return (
    <dl className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
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
  const query = quiet(useGetReconciliationQuery(undefined, GLANCED));
  return (
    <Resource query={query} skeleton={<OfMoney />} className="lg:col-span-2">
      {({ paid_without_booking, open_mismatches }) => <OfMoney paid={paid_without_booking} open={open_mismatches} />}
    </Resource>
  );
}

function OfMoney({ paid, open }: { paid?: number; open?: number }) {
  const { t } = useTranslation('admin');
  return (
    <dl className="grid grid-cols-1 gap-4 sm:grid-cols-2">
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
    </dl>
  );
}

/** How many attempts were in vain today: the whole of the list that it leads to. */
function Refused() {
  const [{ from }] = useState(() => lastDays(1));
  const query = quiet(
    useListAuditEntriesQuery({ outcome: 'refused', ...boundsOf(from, undefined), page: 1, pageSize: 1 }, GLANCED),
  );
  return (
    <Resource query={query} skeleton={<OfRefusals from={from} />}>
      {({ total }) => <OfRefusals from={from} total={total} />}
    </Resource>
  );
}

function OfRefusals({ from, total }: { from: string; total?: number }) {
  const { t } = useTranslation('admin');
  return (
    <dl className="grid">
      <LinkedStat
        label={t('figures.refused')}
        value={counted(total)}
        hint={t('figures.refusedHint')}
        to={`/admin/audit?outcome=refused&from=${from}`}
      />
    </dl>
  );
}

/** A figure that could not be read is no nought. */
const UNKNOWN = '–';
const counted = (value: number | null | undefined) =>
  value === null ? UNKNOWN : value === undefined ? value : formatNumber(value);
const spanned = (value: number | null | undefined) =>
  value === null ? UNKNOWN : value === undefined ? value : formatSpan(value);
