import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CarArt } from '@/components/ui/car-art';
import { Moment } from '@/components/ui/moment';
import { Money } from '@/components/ui/money';
import { useExtraWords } from '@/components/ui/price-words';
import { formatPlaces } from '@/components/ui/wording';
import type { Alternative } from '@/lib/types';
import type { Draft } from '@/store/draft';
import { draftOf } from './offer-draft';

/** "child seat" for "child_seat": where even we have no name for it. */
const spoken = (code: string) => code.replaceAll('_', ' ');

type OfferProps = { offer: Alternative; wanted: Draft; onTake: (draft: Draft) => void };

/** One thing that would do instead, with its price: the whole of it is the button. */
export function Offer({ offer, wanted, onTake }: OfferProps) {
  const { t } = useTranslation('holds');
  const extra = useExtraWords();
  const draft = draftOf(offer, wanted);
  if (!draft) return null;
  const { title } = draft;
  const same = offer.listing.id === wanted.listingId;
  const dropped = offer.dropped_extras ?? [];
  return (
    <button
      type="button"
      onClick={() => onTake(draft)}
      className="group flex w-full items-center gap-4 rounded-control border border-edge p-3 text-left transition-colors hover:border-brand hover:bg-brand-soft"
    >
      {draft.kind === 'cars' && (
        <CarArt
          id={offer.listing.id}
          type={offer.listing.vehicle_type ?? undefined}
          className="hidden h-14 w-20 shrink-0 rounded-lg sm:block"
        />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="text-ink-faint text-sm">{t(`conflict.${draft.kind}.${same ? 'same' : 'other'}`)}</span>
        <span className="font-semibold">{draft.kind === 'events' ? placesOf(draft) : title}</span>{' '}
        <span className="text-ink-soft text-sm">{draft.kind === 'events' ? title : <Window of={draft} />}</span>
        {dropped.length > 0 && (
          <span className="text-amber text-sm">
            {t('conflict.without', { extras: dropped.map((code) => extra(code, spoken(code))).join(', ') })}
          </span>
        )}
      </span>{' '}
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <Money of={offer.total} className="font-semibold" />
        <span className="inline-flex items-center gap-1 font-medium text-brand text-sm">
          {t('conflict.take')}
          <ArrowRight className="size-4 transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
        </span>
      </span>
    </button>
  );
}

function placesOf({ lines, sections }: Draft & { kind: 'events' }): string {
  return formatPlaces(lines.map(({ sectionId, quantity }) => ({ name: sections?.[sectionId] ?? null, quantity })));
}

function Window({ of: { startsAt, endsAt, timeZone } }: { of: Exclude<Draft, { kind: 'events' }> }) {
  return (
    <>
      <Moment at={startsAt} timeZone={timeZone} /> – <Moment at={endsAt} timeZone={timeZone} />
    </>
  );
}
