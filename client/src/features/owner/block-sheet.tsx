import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { asProblem } from '@/lib/problem';
import { useRemoveBlockMutation } from './api';
import { BlockProblem } from './block-problem';
import { useEntryWords } from './entry-words';
import type { CalendarEntry, CalendarRow } from './types';

export type OpenBlock = { entry: CalendarEntry; row: CalendarRow };

type BlockSheetProps = {
  block: OpenBlock | null;
  onClose: () => void;
  onRemoved: (title: string) => void;
  returnFocus: RefObject<HTMLElement | null>;
};

/** One block, and the way to give its days back. */
export function BlockSheet({ block, onClose, onRemoved, returnFocus }: BlockSheetProps) {
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
      {block && <Removing block={block} onClose={onClose} onRemoved={onRemoved} />}
    </LazyDialog>
  );
}

function Removing({
  block: { entry, row },
  onClose,
  onRemoved,
}: Omit<BlockSheetProps, 'block' | 'returnFocus'> & { block: OpenBlock }) {
  const { t } = useTranslation('owner');
  const [remove, { isLoading, error }] = useRemoveBlockMutation();
  const giveBack = async () => {
    const answer = await remove({ listingId: row.listing.id, blockId: entry.id });
    if (!answer.error) onRemoved(row.listing.title);
  };
  return (
    <>
      {entry.note && <p className="whitespace-pre-line">{entry.note}</p>}
      <p className="text-ink-soft">{t('block.removeText')}</p>
      {error && !isLoading && (
        <BlockProblem problem={asProblem(error)} obstacles={[]} zone={row.time_zone} onBooking={onClose} />
      )}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button tone="bad" busy={isLoading} onClick={giveBack}>
          {isLoading ? t('block.working') : t('block.remove')}
        </Button>
        <Button tone="plain" off={isLoading} onClick={onClose}>
          {t('block.keep')}
        </Button>
      </div>
    </>
  );
}
