import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { Repeat } from '@/components/ui/repeat';
import { Stepper } from '@/components/ui/stepper';
import type { Event, Section } from './api';
import { type Basket, boundOf, type Sale } from './basket';
import { PlacesLeft } from './places-left';

type SectionsProps = { event?: Event; sale: Sale; basket: Basket; onChange: (basket: Basket) => void };

// As most events of the demo have.
const SECTIONS_EXPECTED = 2;

/** The sections in the organiser's order, whatever happens to their numbers: no row moves under a finger. */
export function SectionsCard({ event, sale, basket, onChange }: SectionsProps) {
  const { t } = useTranslation('events');
  return (
    <Card aria-labelledby="sections" className="flex flex-col gap-2">
      <h2 id="sections" className="font-semibold text-xl">
        {t('sections.title')}
      </h2>
      {event && <Rules event={event} />}
      <ul className="flex flex-col divide-y divide-line">
        {event ? (
          event.sections.map((section) => (
            <li key={section.id}>
              <Row event={event} section={section} sale={sale} basket={basket} onChange={onChange} />
            </li>
          ))
        ) : (
          <Repeat times={SECTIONS_EXPECTED}>
            <li>
              <Bones />
            </li>
          </Repeat>
        )}
      </ul>
    </Card>
  );
}

/** What limits a booking is said before anything is chosen. */
function Rules({ event: { policy } }: { event: Event }) {
  const { t } = useTranslation('events');
  if (policy.one_per_client) {
    return (
      <Notice tone="info" className="mt-2" title={t('sections.onePerClient')}>
        {t('sections.limit', { count: policy.quantity_limit })}
      </Notice>
    );
  }
  return <p className="text-ink-soft text-sm">{t('sections.limit', { count: policy.quantity_limit })}</p>;
}

type RowProps = Required<SectionsProps> & { event: Event; section: Section };

function Row({ event, section, sale, basket, onChange }: RowProps) {
  const { t } = useTranslation('events');
  const chosen = basket[section.id] ?? 0;
  const { max, stop } = boundOf(basket, section, event);
  const short = chosen > section.remaining;
  const { quantity_limit: limit } = event.policy;
  const reason =
    stop === 'left' ? t('sections.stopLeft', { count: section.remaining }) : t('sections.stopLimit', { count: limit });
  // Nothing left to choose, and nothing to put back.
  const over = (section.remaining === 0 && chosen === 0) || sale === 'closed' || sale === 'not_yet';
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="flex min-w-40 flex-1 flex-col gap-0.5">
        <p className="font-semibold text-lg">{section.name}</p>
        <p className="text-ink-soft">
          {section.price.amount === 0 ? (
            t('card.free')
          ) : (
            <>
              <Money of={section.price} /> <span className="text-ink-faint text-sm">{t('sections.each')}</span>
            </>
          )}
        </p>
        <p className="text-sm">
          <PlacesLeft left={section.remaining} />
        </p>
      </div>
      {!over && (
        <Stepper
          label={t('sections.count', { section: section.name })}
          value={chosen}
          max={Math.max(max, 0)}
          maxReason={max > 0 || chosen > 0 || stop === 'limit' ? reason : undefined}
          error={short ? t('sections.short', { count: section.remaining }) : undefined}
          onChange={(places) => onChange({ ...basket, [section.id]: places })}
          className="w-44 [&>label]:sr-only"
        />
      )}
    </div>
  );
}

function Bones() {
  return (
    <div className="flex items-start justify-between gap-6 py-4">
      <div className="flex flex-col gap-1">
        <p className="text-lg">
          <Bone width="8rem" />
        </p>
        <p>
          <Bone width="6rem" />
        </p>
        <p className="text-sm">
          <Bone width="5rem" />
        </p>
      </div>
      <Bone width="11rem" className="h-11" />
    </div>
  );
}
