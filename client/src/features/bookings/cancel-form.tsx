import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { useCancelBookingMutation, usePreviewCancellationQuery } from '@/lib/api';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Booking } from '@/lib/types';
import { allOf, CancelledLines, wishOf } from './cancelled-lines';
import { RefundPreview } from './refund-preview';

/** Waits for the server, and only then says it is done. What it shows to come back is what the server will give. */
export function CancelForm({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const { t } = useTranslation('bookings');
  const [chosen, choose] = useState(() => allOf(booking.lines ?? []));
  const [cancel, { error, isLoading }] = useCancelBookingMutation();
  const held = booking.status === 'pending';
  const kind = held ? 'release' : 'cancel';
  const lines = held ? undefined : wishOf(booking.lines, chosen);
  const none = lines?.length === 0;
  const several = !held && (booking.lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0) > 1;
  const priced = !held && booking.quote.total.amount > 0;
  const asked = lines?.map(({ section_id, quantity }) => `${section_id}:${quantity}`);
  const preview = usePreviewCancellationQuery(priced && !none ? { bookingId: booking.id, lines: asked } : skipToken, {
    refetchOnMountOrArgChange: true,
  });
  const known = preview.isFetching ? undefined : preview.currentData;
  const problem = error ?? (preview.isFetching ? undefined : preview.error);

  const confirm = async () => {
    const answer = await cancel({ bookingId: booking.id, cancel: lines ? { lines } : {} });
    if (!answer.error) onDone();
  };

  return (
    <>
      {several && booking.lines && <CancelledLines lines={booking.lines} chosen={chosen} onChange={choose} />}
      {priced && !none && !preview.error && <RefundPreview preview={known} zone={booking.listing.time_zone} />}
      {problem && !isLoading && <CancelProblem problem={asProblem(problem)} />}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button tone="bad" busy={isLoading} off={none || (priced && !known)} onClick={confirm}>
          {isLoading ? t('working') : t(lines ? 'cancel.confirmSome' : `${kind}.confirm`)}
        </Button>
        <Button tone="plain" off={isLoading} onClick={onDone}>
          {t('keep')}
        </Button>
      </div>
    </>
  );
}

/** A change at the very moment has no code of its own. */
const CHANGED = { conflict: 'illegal_transition' } as const;

function CancelProblem({ problem }: { problem: Problem }) {
  const words = useProblemWords()({ ...problem, code: CHANGED[problem.code as 'conflict'] ?? problem.code });
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      <p>{words.detail}</p>
      <RequestId id={words.requestId} />
    </Notice>
  );
}
