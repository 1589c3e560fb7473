import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Segmented } from '@/components/ui/segmented';
import { EarningsChart } from './earnings-chart';
import { EarningsStats } from './earnings-stats';
import { EarningsTable } from './earnings-table';
import { EntriesPanel } from './entries-panel';
import type { Group } from './report-address';
import { keyOf, useRowName } from './report-rows';
import type { EarningsRow, EarningsReport as Report } from './types';

/** Sums, chart and table of one currency; where there are several, one at a time. */
export function EarningsReport({ report, group }: { report?: Report; group: Group }) {
  const { t } = useTranslation('owner');
  const [chosen, setChosen] = useState<string | null>(null);
  const [open, setOpen] = useState<EarningsRow | null>(null);
  const nameOf = useRowName(group);
  const currencies = report?.totals.map(({ currency }) => currency) ?? [];
  const currency = currencies.find((one) => one === chosen) ?? currencies[0];
  if (report && !currency) {
    return (
      <Empty title={t('earnings.none')} act={<LinkButton to="/owner/fleet">{t('toFleet')}</LinkButton>}>
        {t('earnings.noneText')}
      </Empty>
    );
  }
  const rows = report?.rows.filter((row) => row.currency === currency);
  return (
    <div className="flex flex-col gap-4">
      {currencies.length > 1 && (
        <Segmented
          label={t('earnings.currency')}
          value={currency ?? ''}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={setChosen}
        />
      )}
      <EarningsStats sums={report?.totals.find((sums) => sums.currency === currency)} />
      <EarningsChart rows={rows} currency={currency ?? 'USD'} group={group} />
      <EarningsTable rows={worthReading(rows, group)} group={group} onOpen={setOpen} openKey={open && keyOf(open)} />
      {group !== 'listing' && <p className="text-ink-faint text-sm">{t('earnings.leftOut')}</p>}
      <EntriesPanel
        row={open}
        name={open ? nameOf(open) : ''}
        timeZone={report?.time_zone ?? 'UTC'}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}

/** What happened last is what people look for, and where nothing did is nothing to read; listings come by their net. */
function worthReading(rows: readonly EarningsRow[] | undefined, group: Group) {
  const moved = rows?.filter(({ payments, refunds }) => payments > 0 || refunds > 0);
  return group === 'listing' ? moved : moved?.reverse();
}
