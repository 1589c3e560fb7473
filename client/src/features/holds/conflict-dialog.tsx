import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '@/components/ui/button';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { isBusy } from '@/lib/problem';
import type { Draft } from '@/store/draft';
import { Offer } from './offer';
import { draftOf, shortagesOf } from './offer-draft';
import type { HoldState } from './use-place-hold';

type ConflictProps = {
  state: HoldState;
  /** What was wanted; its zone is the one the times are shown in. */
  wanted: Draft | null;
  searchLink: string;
  onTake: (draft: Draft) => void;
  onClose: () => void;
  returnFocus: RefObject<HTMLElement | null>;
};

/** Someone was faster: what they left is offered, each one tap from a hold. */
export function ConflictDialog({ state, wanted, searchLink, onTake, onClose, returnFocus }: ConflictProps) {
  const { t } = useTranslation(['holds', 'common']);
  const conflict = state.name === 'conflict' ? state.problem : null;
  const offers = (wanted && conflict?.alternatives.filter((offer) => draftOf(offer, wanted))) ?? [];
  // Waiting was given up, but nobody has been told yet that it is gone.
  const stillBusy = conflict !== null && isBusy(conflict);
  const kind = wanted?.kind ?? 'cars';
  const lead = stillBusy ? 'leadBusy' : offers.length > 0 ? 'leadOffers' : 'leadNone';
  return (
    <LazyDialog
      open={conflict !== null}
      onClose={onClose}
      returnFocus={returnFocus}
      title={t(stillBusy ? 'busyTitle' : 'conflict.title')}
      lead={t(`conflict.${kind}.${lead}`, { title: wanted?.title })}
    >
      {conflict && <Shortages errors={conflict.errors} wanted={wanted} />}
      {wanted && offers.length > 0 && (
        <ul className="flex flex-col gap-3">
          {offers.map((offer) => (
            <li key={`${offer.listing.id} ${offer.starts_at} ${JSON.stringify(offer.lines)}`}>
              <Offer offer={offer} wanted={wanted} onTake={onTake} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        {wanted && offers.length === 0 && (
          <Button tone="plain" onClick={() => onTake(wanted)}>
            {t('common:act.tryAgain')}
          </Button>
        )}
        <LinkButton tone="quiet" to={searchLink}>
          {t(`conflict.${kind}.search`)}
        </LinkButton>
      </div>
    </LazyDialog>
  );
}

function Shortages({ errors, wanted }: { errors: Record<string, string[]>; wanted: Draft | null }) {
  const { t } = useTranslation('holds');
  const short = shortagesOf(errors, wanted);
  if (short.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-control bg-amber-soft px-4 py-3">
      {short.map(({ section, left, wanted: count }) => (
        <li key={section} className="flex flex-wrap justify-between gap-x-4">
          <span className="font-semibold">{section}</span>
          <span className="text-amber">{left > 0 ? t('conflict.left', { left, count }) : t('conflict.noneLeft')}</span>
        </li>
      ))}
    </ul>
  );
}
