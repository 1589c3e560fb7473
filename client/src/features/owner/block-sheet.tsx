import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { asProblem } from '@/lib/problem';
import { useLazyGetBlockQuery, useRemoveBlockMutation } from './api';
import { BlockChange } from './block-change';
import { BlockProblem } from './block-problem';
import { useEntryWords } from './entry-words';
import type { Block, CalendarEntry, CalendarRow } from './types';

export type OpenBlock = { entry: CalendarEntry; row: CalendarRow };

type BlockSheetProps = {
  block: OpenBlock | null;
  onClose: () => void;
  onRemoved: (title: string) => void;
  onChanged: (title: string) => void;
  onBooking: (bookingId: string) => void;
  returnFocus: RefObject<HTMLElement | null>;
};

/** One block, and the ways to change it or to give its days back. */
export function BlockSheet({ block, onClose, returnFocus, ...rest }: BlockSheetProps) {
  const { t } = useTranslation('owner');
  const { name, span } = useEntryWords();
  return (
    <LazyDialog
      open={block !== null}
      onClose={onClose}
      title={block ? t('block.of', { reason: name(block.entry) }) : ''}
      lead={block && `${block.row.listing.title}, ${span(block.entry, block.row.time_zone)}`}
      returnFocus={returnFocus}
    >
      {block && <Acts key={block.entry.id} block={block} onClose={onClose} {...rest} />}
    </LazyDialog>
  );
}

type ActsProps = Omit<BlockSheetProps, 'block' | 'returnFocus'> & { block: OpenBlock };

function Acts({ block, onClose, onRemoved, onChanged, onBooking }: ActsProps) {
  const [read, setRead] = useState<Block | null>(null);
  if (!read) return <Looking block={block} onClose={onClose} onRemoved={onRemoved} onRead={setRead} />;
  return <BlockChange block={read} row={block.row} onClose={onClose} onChanged={onChanged} onBooking={onBooking} />;
}

type LookingProps = Pick<ActsProps, 'block' | 'onClose' | 'onRemoved'> & { onRead: (block: Block) => void };

function Looking({ block: { entry, row }, onClose, onRemoved, onRead }: LookingProps) {
  const { t } = useTranslation('owner');
  const [remove, removing] = useRemoveBlockMutation();
  const [read, reading] = useLazyGetBlockQuery();
  const which = { listingId: row.listing.id, blockId: entry.id };
  const busy = removing.isLoading || reading.isFetching;
  const error = removing.error ?? reading.error;
  const giveBack = async () => {
    const answer = await remove(which);
    if (!answer.error) onRemoved(row.listing.title);
  };
  const change = async () => {
    const answer = await read(which);
    if (answer.isSuccess) onRead(answer.data);
  };
  return (
    <>
      {entry.note && <p className="whitespace-pre-line">{entry.note}</p>}
      <p className="text-ink-soft">{t('block.removeText')}</p>
      {error && !busy && (
        <BlockProblem problem={asProblem(error)} obstacles={[]} zone={row.time_zone} onBooking={onClose} />
      )}
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:flex-wrap">
        <Button tone="bad" busy={removing.isLoading} off={reading.isFetching} onClick={giveBack}>
          {removing.isLoading ? t('block.working') : t('block.remove')}
        </Button>
        <Button tone="plain" busy={reading.isFetching} off={removing.isLoading} onClick={change}>
          {reading.isFetching ? t('block.working') : t('block.change')}
        </Button>
        <Button tone="plain" off={busy} onClick={onClose}>
          {t('block.keep')}
        </Button>
      </div>
    </>
  );
}
