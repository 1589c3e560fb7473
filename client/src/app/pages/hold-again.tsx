import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { ConflictDialog } from '@/features/holds/conflict-dialog';
import { HoldButton } from '@/features/holds/hold-button';
import { HoldNotice } from '@/features/holds/hold-notice';
import { usePlaceHold } from '@/features/holds/use-place-hold';
import type { Booking } from '@/lib/types';
import type { Draft } from '@/store/draft';
import { bookingSearchLink } from '../booking-links';
import { sameAgain, useStillFree } from './same-again';

/** The hold has ended: says whether what it held is still free, and holds it again with one button. */
export function HoldAgain({ booking }: { booking: Booking }) {
  const { t } = useTranslation(['checkout', 'holds']);
  const { state, place, reset } = usePlaceHold();
  const [wanted, setWanted] = useState(() => sameAgain(booking));
  const anchor = useRef<HTMLDivElement>(null);
  const { looking, free, sections } = useStillFree(wanted);
  const { kind, listing, policy, status } = booking;
  const { title } = listing;
  const take = (draft: Draft) => {
    setWanted(draft);
    void place(draft);
  };
  const named = { ...wanted, sections };
  const search = bookingSearchLink(booking);
  return (
    <div ref={anchor} tabIndex={-1} className="flex flex-col gap-4">
      <div role="status">
        <p className="font-semibold text-lg">{t(status === 'cancelled' ? 'again.released' : 'again.title')}</p>
        <p className="text-ink-soft">
          {looking ? t('again.looking') : t(`again.${free ? 'free' : 'gone'}.${kind}`, { title })}
        </p>
      </div>
      <HoldNotice state={state} kind={kind} timeZone={listing.time_zone} onAgain={() => take(named)} onReset={reset} />
      {free !== false && (
        <HoldButton
          state={state}
          label={t('holds:act', { count: policy.hold_minutes })}
          off={!free}
          onPress={() => take(named)}
        />
      )}
      {free === false && <LinkButton to={search}>{t(`again.search.${kind}`)}</LinkButton>}
      <ConflictDialog
        state={state}
        wanted={named}
        searchLink={search}
        onTake={take}
        onClose={reset}
        returnFocus={anchor}
      />
    </div>
  );
}
