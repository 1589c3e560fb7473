import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { asProblem } from '@/lib/problem';
import { useEditBlockMutation } from './api';
import { asDraft, type BlockDraft, changesOf, inTheWay } from './block-draft';
import { BlockForm } from './block-form';
import { BlockProblem } from './block-problem';
import type { Block, CalendarRow } from './types';

type BlockChangeProps = {
  /** As it was read just now; the change is for this version and no other. */
  block: Block;
  row: CalendarRow;
  onClose: () => void;
  onChanged: (title: string) => void;
  onBooking: (bookingId: string) => void;
};

/** A block on other days, or for something else. Where its new days are booked it stays as it was. */
export function BlockChange({ block, row, onClose, onChanged, onBooking }: BlockChangeProps) {
  const { t } = useTranslation('owner');
  const [edit, { isLoading, error }] = useEditBlockMutation();
  const [before] = useState(() => asDraft(block, row.time_zone));
  const problem = error && !isLoading ? asProblem(error) : null;

  const send = async (stated: BlockDraft) => {
    const blockChanges = changesOf(before, stated, row.time_zone);
    const version = `"${block.version}"`;
    const answer = await edit({ listingId: row.listing.id, blockId: block.id, 'If-Match': version, blockChanges });
    if (answer.data) onChanged(row.listing.title);
  };
  return (
    <>
      {problem?.code === 'precondition_failed' && (
        <Notice tone="bad" role="alert" title={t('block.stale')}>
          {t('block.staleText')}
        </Notice>
      )}
      {problem && problem.code !== 'precondition_failed' && (
        <BlockProblem
          problem={problem}
          obstacles={inTheWay(problem, row)}
          outcome={t('block.inTheWayOfChange')}
          zone={row.time_zone}
          onBooking={onBooking}
        />
      )}
      <BlockForm
        draft={before}
        rows={[row]}
        busy={isLoading}
        confirm={t('block.save')}
        leave={t('block.asItWas')}
        onSend={send}
        onClose={onClose}
      />
    </>
  );
}
