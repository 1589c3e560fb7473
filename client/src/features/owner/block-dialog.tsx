import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { newKey } from '@/lib/idempotency';
import { asProblem, type Problem } from '@/lib/problem';
import { useCreateBlockMutation } from './api';
import { asNewBlock, type BlockDraft, inTheWay } from './block-draft';
import { BlockForm } from './block-form';
import { BlockProblem } from './block-problem';
import type { CalendarRow } from './types';

type BlockDialogProps = {
  /** Null while nothing is to be blocked. */
  draft: BlockDraft | null;
  rows: readonly CalendarRow[];
  onClose: () => void;
  onBlocked: (title: string, block: { listingId: string; blockId: string }) => void;
  onBooking: (bookingId: string) => void;
  returnFocus: RefObject<HTMLElement | null>;
};

/** Days taken out of sale. What is booked then is named, and nothing is written. */
export function BlockDialog({ draft, onClose, returnFocus, ...rest }: BlockDialogProps) {
  const { t } = useTranslation('owner');
  return (
    <LazyDialog
      open={draft !== null}
      onClose={onClose}
      title={t('block.title')}
      lead={t('block.lead')}
      returnFocus={returnFocus}
    >
      {draft && (
        <Stating key={`${draft.listingId} ${draft.from} ${draft.to}`} draft={draft} onClose={onClose} {...rest} />
      )}
    </LazyDialog>
  );
}

type StatingProps = Omit<BlockDialogProps, 'draft' | 'returnFocus'> & { draft: BlockDraft };

function Stating({ draft, rows, onClose, onBlocked, onBooking }: StatingProps) {
  const { t } = useTranslation('owner');
  const [problem, setProblem] = useState<{ of: Problem; row?: CalendarRow } | null>(null);
  const [create, { isLoading }] = useCreateBlockMutation();
  // One wish, one key: sent again after a lost answer, it blocks once.
  const wish = useRef({ words: '', key: '' });

  const send = async (stated: BlockDraft) => {
    const row = rows.find(({ listing }) => listing.id === stated.listingId);
    const newBlock = asNewBlock(stated, row?.time_zone ?? 'UTC');
    const words = JSON.stringify([stated.listingId, newBlock]);
    if (wish.current.words !== words) wish.current = { words, key: newKey() };
    const answer = await create({ listingId: stated.listingId, 'Idempotency-Key': wish.current.key, newBlock });
    if (answer.data)
      return onBlocked(row?.listing.title ?? '', { listingId: stated.listingId, blockId: answer.data.id });
    const refused = asProblem(answer.error);
    // A final no: the same days may be asked for anew once the way is free.
    if (refused.status >= 400 && refused.status < 500) wish.current = { words: '', key: '' };
    setProblem({ of: refused, row });
  };
  return (
    <>
      {problem && !isLoading && (
        <BlockProblem
          problem={problem.of}
          obstacles={inTheWay(problem.of, problem.row)}
          outcome={t('block.inTheWayText')}
          zone={problem.row?.time_zone ?? 'UTC'}
          onBooking={onBooking}
        />
      )}
      <BlockForm draft={draft} rows={rows} busy={isLoading} onSend={send} onClose={onClose} />
    </>
  );
}
