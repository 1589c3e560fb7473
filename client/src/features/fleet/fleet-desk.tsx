import { Plus, Upload } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/desk/data-table';
import { DownloadLink } from '@/components/desk/download-link';
import { FilterRow } from '@/components/desk/filter-row';
import { useFilters } from '@/components/desk/use-filters';
import { Button, LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Pager } from '@/components/ui/pager';
import { Resource } from '@/components/ui/resource';
import { useListOwnQuery } from './api';
import { BulkPanel } from './bulk-panel';
import { ChoiceBar } from './choice-bar';
import { columnsOf } from './columns';
import { ImportPanel } from './import-panel';
import { type FleetKind, type OwnFilter, type OwnListing, type OwnSort, SORTS, VISIBILITIES } from './types';
import { type Choice, useChoice } from './use-choice';

const PAGE_SIZE = 25;
const POLL_MS = 60_000;

/** All that an owner has of one kind, whoever else sees it. */
export function FleetDesk({ kind }: { kind: FleetKind }) {
  const { t } = useTranslation('fleet');
  const { params, change } = useFilters();
  const filter = readFilter(params);
  const sort = SORTS.find((one) => one === params.get('sort'));
  const order = { sort, onSort: (next: string) => change({ sort: next }, { quietly: true }) };
  const page = Math.max(1, Number(params.get('page')) || 1);
  const query = useListOwnQuery(
    { kind, page, pageSize: PAGE_SIZE, sort, ...filter },
    { refetchOnFocus: true, refetchOnMountOrArgChange: true, pollingInterval: POLL_MS, skipPollingIfUnfocused: true },
  );
  const { data } = query;
  const choice = useChoice(filter, data?.total ?? 0);
  const [open, setOpen] = useState<'bulk' | 'import' | null>(null);
  const bulkOpener = useRef<HTMLButtonElement>(null);
  const narrowed = Object.keys(filter).length > 0;
  const linkTo = (number: number) => {
    const next = new URLSearchParams(params);
    next.set('page', String(number));
    return `/owner/fleet/${kind}?${next}`;
  };
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start gap-3">
        <LinkButton to={`/owner/fleet/${kind}/new`}>
          <Plus className="size-4" aria-hidden="true" />
          {t(`new.${kind}`)}
        </LinkButton>
        {kind === 'cars' && (
          <>
            <Button tone="plain" onClick={() => setOpen('import')}>
              <Upload className="size-4" aria-hidden="true" />
              {t('csv.import')}
            </Button>
            <DownloadLink url="/api/v1/owner/cars/export" name="cars.csv">
              {t('csv.export')}
            </DownloadLink>
          </>
        )}
      </div>
      <FilterRow
        filters={[
          { kind: 'text', name: 'q', label: t('filter.q'), placeholder: t(`filter.example.${kind}`) },
          {
            kind: 'choice',
            name: 'visibility',
            label: t('column.visibility'),
            options: VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) })),
          },
          {
            kind: 'choice',
            name: 'has_photos',
            label: t('filter.photos'),
            options: [
              { value: 'true', label: t('filter.withPhotos') },
              { value: 'false', label: t('filter.withoutPhotos') },
            ],
          },
        ]}
      />
      <p role="status" className="min-h-6 text-ink-soft">
        {data && t('found', { count: data.total })}
      </p>
      <Resource query={query} keepLast skeleton={<Listings kind={kind} choice={choice} {...order} />}>
        {({ items }) => (
          <Listings
            kind={kind}
            rows={items}
            choice={choice}
            {...order}
            empty={<Nothing kind={kind} narrowed={narrowed} onImport={() => setOpen('import')} />}
          />
        )}
      </Resource>
      {data && <Pager page={data.page} pages={data.pages} linkTo={linkTo} />}
      <ChoiceBar choice={choice} total={data?.total ?? 0} onChange={() => setOpen('bulk')} opener={bulkOpener} />
      <BulkPanel
        kind={kind}
        choice={choice}
        open={open === 'bulk'}
        onClose={() => setOpen(null)}
        returnFocus={bulkOpener}
      />
      {kind === 'cars' && <ImportPanel open={open === 'import'} onClose={() => setOpen(null)} />}
    </div>
  );
}

type Order = { sort?: OwnSort; onSort: (sort: string) => void };
type ListingsProps = { kind: FleetKind; rows?: readonly OwnListing[]; choice: Choice; empty?: ReactNode } & Order;

function Listings({ kind, rows, choice, empty, ...order }: ListingsProps) {
  const { t } = useTranslation('fleet');
  return (
    <DataTable
      caption={t(`kind.${kind}`)}
      columns={columnsOf(kind, t)}
      rows={rows}
      rowKey={(row) => row.id}
      linkTo={(row) => `/owner/fleet/${kind}/${row.id}`}
      choice={choice.ofTable}
      {...order}
      empty={empty}
    />
  );
}

function readFilter(params: URLSearchParams): OwnFilter {
  const visibility = VISIBILITIES.find((one) => one === params.get('visibility'));
  const pictured = params.get('has_photos');
  const has_photos = pictured === 'true' || pictured === 'false' ? { has_photos: pictured === 'true' } : undefined;
  const q = params.get('q') ?? '';
  return { ...(visibility && { visibility }), ...has_photos, ...(q && { q }) };
}

type NothingProps = { kind: FleetKind; narrowed: boolean; onImport: () => void };

function Nothing({ kind, narrowed, onImport }: NothingProps) {
  const { t } = useTranslation('fleet');
  if (narrowed) {
    return (
      <Empty title={t('empty.narrowed')} act={<LinkButton to={`/owner/fleet/${kind}`}>{t('empty.all')}</LinkButton>}>
        {t('empty.narrowedText')}
      </Empty>
    );
  }
  return (
    <Empty
      title={t(`empty.${kind}.title`)}
      act={
        <>
          <LinkButton to={`/owner/fleet/${kind}/new`}>{t(`empty.${kind}.act`)}</LinkButton>
          {kind === 'cars' && (
            <Button tone="plain" onClick={onImport}>
              {t('csv.import')}
            </Button>
          )}
        </>
      }
    >
      {t(`empty.${kind}.text`)}
    </Empty>
  );
}
