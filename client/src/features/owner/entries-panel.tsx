import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DownloadLink } from '@/components/desk/download-link';
import { LazySidePanel } from '@/components/desk/lazy-side-panel';
import { Bone } from '@/components/ui/bone';
import { Button } from '@/components/ui/button';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { Repeat } from '@/components/ui/repeat';
import { Resource } from '@/components/ui/resource';
import { useListOwnerEarningsEntriesQuery } from './api';
import { askedBy, fileOf } from './report-address';
import type { EarningsRow, LedgerEntry } from './types';

const BONES = 4;
const PAGE_SIZE = 50;

type EntriesPanelProps = { row: EarningsRow | null; name: string; timeZone: string; onClose: () => void };

/** The payments and refunds that one row is made of. */
export function EntriesPanel({ row, name, timeZone, onClose }: EntriesPanelProps) {
  const { t } = useTranslation('owner');
  const { from = '', to = '', ...more } = askedBy(row?.links.entries);
  return (
    <LazySidePanel
      open={row !== null}
      onClose={onClose}
      title={name}
      lead={t('earnings.entries')}
      acts={
        <DownloadLink url={fileOf('earnings/entries', { from, to }, more)} name="earnings-entries.csv">
          {t('earnings.csv')}
        </DownloadLink>
      }
    >
      {row && <Entries key={row.links.entries} link={row.links.entries} timeZone={timeZone} />}
    </LazySidePanel>
  );
}

function Entries({ link, timeZone }: { link?: string; timeZone: string }) {
  const [page, setPage] = useState(1);
  const { from = '', to = '', tz, currency, listing_id } = askedBy(link);
  const asked = { from, to, tz, currency, listingId: listing_id, page, pageSize: PAGE_SIZE };
  const query = useListOwnerEarningsEntriesQuery(asked, { refetchOnMountOrArgChange: true });
  return (
    <Resource
      query={query}
      keepLast
      skeleton={
        <ul className="flex flex-col">
          <Repeat times={BONES}>
            <EntryRow timeZone={timeZone} />
          </Repeat>
        </ul>
      }
    >
      {(list) => (
        <>
          <ul className="flex flex-col divide-y divide-line">
            {list.items.map((entry) => (
              <EntryRow key={entry.id} entry={entry} timeZone={timeZone} />
            ))}
          </ul>
          <Turner page={list.page} pages={list.pages} onTurn={setPage} />
        </>
      )}
    </Resource>
  );
}

function EntryRow({ entry, timeZone }: { entry?: LedgerEntry; timeZone: string }) {
  const { t } = useTranslation('owner');
  if (!entry) {
    return (
      <li className="flex flex-col py-3">
        <Bone width="12rem" />
        <Bone width="8rem" />
      </li>
    );
  }
  return (
    <li className="flex items-start justify-between gap-4 py-3">
      <span className="min-w-0">
        <Link to={`/owner/bookings?booking=${entry.booking_id}`} className="font-medium underline underline-offset-4">
          {entry.listing.title}
        </Link>
        <span className="block text-ink-soft text-sm">
          {t(`earnings.entry.${entry.type}`)} · <Moment at={entry.at} timeZone={timeZone} zoned />
        </span>
        {entry.state === 'pending' && <span className="block text-amber text-sm">{t('earnings.onItsWay')}</span>}
      </span>
      <span className="shrink-0 text-right">
        <Money of={entry.amount} className="block font-semibold" />
        <span className="text-ink-soft text-sm">
          {t('earnings.sum.net')} <Money of={entry.net} />
        </span>
      </span>
    </li>
  );
}

/** Pages of what is shown inside a panel, which has no address of its own. */
function Turner({ page, pages, onTurn }: { page: number; pages: number; onTurn: (page: number) => void }) {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <div className="mt-4 flex items-center justify-center gap-4">
      <Button tone="plain" off={page <= 1} onClick={() => onTurn(page - 1)}>
        {t('pager.previous')}
      </Button>
      <span className="figures text-ink-soft">{t('pager.place', { page, pages })}</span>
      <Button tone="plain" off={page >= pages} onClick={() => onTurn(page + 1)}>
        {t('pager.next')}
      </Button>
    </div>
  );
}
