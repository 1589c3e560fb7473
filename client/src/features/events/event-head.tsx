import { CalendarDays, Clock, MapPin, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Fact } from '@/components/ui/fact';
import { ListingPicture } from '@/components/ui/listing-picture';
import { formatDay, formatTime, zoneName } from '@/lib/format';
import { BROWSER_ZONE } from '@/lib/zone';
import type { Event } from './api';

/** Picture, name and facts of an event; without one, the same box. */
export function EventHead({ event }: { event?: Event }) {
  return (
    <div className="flex flex-col gap-6">
      <ListingPicture
        kind="events"
        listing={event}
        large
        className="aspect-[8/5] w-full rounded-card sm:aspect-[2/1]"
      />
      <h1 className="font-semibold text-3xl sm:text-4xl">{event ? event.title : <Bone width="18rem" />}</h1>
      <Facts event={event} />
    </div>
  );
}

function Facts({ event }: { event?: Event }) {
  const { t } = useTranslation('events');
  const place = event && [event.venue, event.city, event.state].filter(Boolean).join(', ');
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      <Fact Icon={CalendarDays} name={t('fact.day')}>
        {event && (event.starts_at ? formatDay(event.starts_at, event.time_zone ?? BROWSER_ZONE) : t('undated'))}
      </Fact>
      <Fact Icon={Clock} name={t('fact.time')}>
        {event && <Times event={event} />}
      </Fact>
      <Fact Icon={MapPin} name={t('fact.place')}>
        {event && (place || t('fact.unknown'))}
      </Fact>
      <Fact Icon={UserRound} name={t('fact.organiser')}>
        {event && (event.owner.name ?? t('fact.unknown'))}
      </Fact>
    </ul>
  );
}

function Times({ event: { starts_at: from, ends_at: to, time_zone } }: { event: Event }) {
  const { t } = useTranslation('events');
  if (!from) return t('fact.anyTime');
  const zone = time_zone ?? BROWSER_ZONE;
  // One that ends on another day says which.
  const sameDay = to && formatDay(from, zone) === formatDay(to, zone);
  return (
    <span className="figures">
      {formatTime(from, zone)}
      {to && ` – ${sameDay ? '' : `${formatDay(to, zone)}, `}${formatTime(to, zone)}`} {zoneName(from, zone)}
    </span>
  );
}
