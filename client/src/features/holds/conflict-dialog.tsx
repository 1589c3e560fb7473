import { ArrowRight } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '@/components/ui/button';
import { CarArt } from '@/components/ui/car-art';
import { LazyDialog } from '@/components/ui/lazy-dialog';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { isBusy } from '@/lib/problem';
import type { Alternative } from '@/lib/types';
import type { Draft } from '@/store/draft';
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
  const { t } = useTranslation();
  const conflict = state.name === 'conflict' ? state.problem : null;
  const offers = conflict?.alternatives ?? [];
  // Waiting was given up, but nobody has been told yet that the car is gone.
  const stillBusy = conflict !== null && isBusy(conflict);
  return (
    <LazyDialog
      open={conflict !== null}
      onClose={onClose}
      returnFocus={returnFocus}
      title={t(stillBusy ? 'hold.busyTitle' : 'conflict.title')}
      lead={t(stillBusy ? 'conflict.leadBusy' : offers.length > 0 ? 'conflict.leadOffers' : 'conflict.leadNone', {
        title: wanted?.title,
      })}
    >
      {wanted && offers.length > 0 && (
        <ul className="flex flex-col gap-3">
          {offers.map((offer) => (
            <li key={`${offer.listing.id} ${offer.starts_at}`}>
              <Offer offer={offer} wanted={wanted} onTake={onTake} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        {wanted && offers.length === 0 && (
          <Button tone="plain" onClick={() => onTake(wanted)}>
            {t('act.tryAgain')}
          </Button>
        )}
        <LinkButton tone="quiet" to={searchLink}>
          {t('conflict.search')}
        </LinkButton>
      </div>
    </LazyDialog>
  );
}

/** The extras the offer is priced with; from a server that does not say, none but those of the same car. */
function extrasOf({ extras, listing, dropped_extras }: Alternative, wanted: Draft): string[] {
  if (extras) return extras;
  if (listing.id !== wanted.carId) return [];
  return wanted.extras.filter((code) => !dropped_extras?.includes(code));
}

/** "child seat" for "child_seat": labels belong to a car, and this one has none for it. */
const spoken = (code: string) => code.replaceAll('_', ' ');

function Offer({ offer, wanted, onTake }: { offer: Alternative; wanted: Draft; onTake: (draft: Draft) => void }) {
  const { t } = useTranslation();
  const sameCar = offer.listing.id === wanted.carId;
  const dropped = offer.dropped_extras ?? [];
  const take = () =>
    onTake({
      ...wanted,
      carId: offer.listing.id,
      title: offer.listing.title,
      startsAt: offer.starts_at,
      endsAt: offer.ends_at,
      extras: extrasOf(offer, wanted),
      total: offer.total,
    });
  return (
    <button
      type="button"
      onClick={take}
      className="group flex w-full items-center gap-4 rounded-control border border-edge p-3 text-left transition-colors hover:border-brand hover:bg-brand-soft"
    >
      <CarArt
        id={offer.listing.id}
        type={offer.listing.vehicle_type ?? undefined}
        className="hidden h-14 w-20 shrink-0 rounded-lg sm:block"
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="text-ink-faint text-sm">{t(sameCar ? 'conflict.sameCar' : 'conflict.similarCar')}</span>
        <span className="font-semibold">{offer.listing.title}</span>{' '}
        <span className="text-ink-soft text-sm">
          <Moment at={offer.starts_at} timeZone={wanted.timeZone} /> –{' '}
          <Moment at={offer.ends_at} timeZone={wanted.timeZone} />
        </span>
        {dropped.length > 0 && (
          <span className="text-amber text-sm">
            {t('conflict.without', { extras: dropped.map(spoken).join(', ') })}
          </span>
        )}
      </span>{' '}
      <span className="flex flex-col items-end gap-0.5">
        <Money of={offer.total} className="font-semibold" />
        <span className="inline-flex items-center gap-1 font-medium text-brand text-sm">
          {t('conflict.take')}
          <ArrowRight className="size-4 transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
        </span>
      </span>
    </button>
  );
}
