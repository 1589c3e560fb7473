import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { ListingPicture } from '@/components/ui/listing-picture';
import { Money } from '@/components/ui/money';
import { formatMoment, formatParts, zoneName } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Event } from './api';
import { PlacesLeft } from './places-left';

/** One event of a list; without one, the same box. */
export function EventCard({ event }: { event?: Event }) {
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-[box-shadow,translate] duration-200 hover:-translate-y-0.5 hover:shadow-lift has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand">
      <div className="relative">
        <ListingPicture kind="events" listing={event} className="aspect-[16/9] w-full" />
        {event?.starts_at && <Leaf at={event.starts_at} zone={event.time_zone ?? BROWSER_ZONE} />}
      </div>
      <div className="flex flex-1 flex-col gap-1 p-4">
        <p className="figures font-medium text-brand text-sm">
          {event ? <When event={event} /> : <Bone width="9rem" />}
        </p>
        <h2 className="font-semibold text-lg leading-snug">
          {event ? (
            <Link to={`/events/${event.id}`} className="outline-none after:absolute after:inset-0">
              {event.title}
            </Link>
          ) : (
            <Bone width="12rem" />
          )}
        </h2>
        <p className="truncate text-ink-soft text-sm">
          {event ? [event.venue, event.city, event.state].filter(Boolean).join(', ') : <Bone width="10rem" />}
        </p>
        <div className="mt-auto flex flex-wrap items-baseline justify-between gap-x-3 pt-3">
          <From event={event} />
          <p className="text-sm">{event ? <PlacesLeft left={leftOf(event)} /> : <Bone width="5rem" />}</p>
        </div>
      </div>
    </article>
  );
}

const leftOf = ({ sections }: Event) => sections.reduce((sum, { remaining }) => sum + remaining, 0);

function When({ event: { starts_at: at, time_zone: zone } }: { event: Event }) {
  const { t } = useTranslation('events');
  if (!at) return t('undated');
  const place = zone ?? BROWSER_ZONE;
  return (
    <time dateTime={at}>
      {formatMoment(at, place)} {zoneName(at, place)}
    </time>
  );
}

function From({ event }: { event?: Event }) {
  const { t } = useTranslation('events');
  if (!event) return <Bone width="6rem" />;
  if (event.price_from.amount === 0) return <p className="font-semibold text-xl">{t('card.free')}</p>;
  return (
    <p>
      <span className="text-ink-soft text-sm">{t('card.from')}</span>{' '}
      <Money of={event.price_from} short className="font-semibold text-xl" />
    </p>
  );
}

/** The day as a leaf of a calendar on the picture; it is said in full below, so readers skip it. */
function Leaf({ at, zone }: { at: string; zone: string }) {
  const { day, month } = formatParts(at, zone);
  return (
    <div
      aria-hidden="true"
      className="absolute top-3 left-3 flex w-13 flex-col overflow-hidden rounded-control bg-surface text-center shadow-card"
    >
      <span className="bg-brand font-semibold text-on-brand text-xs uppercase leading-5">{month}</span>
      <span className="figures font-semibold text-xl leading-8">{day}</span>
    </div>
  );
}
