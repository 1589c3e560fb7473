import { Hourglass, MapPin, Tag, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Fact } from '@/components/ui/fact';
import { ListingPicture } from '@/components/ui/listing-picture';
import { formatLength } from '@/components/ui/wording';
import { formatMoney } from '@/lib/format';
import type { Resource } from './api';

/** Picture, name and facts of a resource; without one, the same box. */
export function ResourceHead({ resource }: { resource?: Resource }) {
  return (
    <div className="flex flex-col gap-5 sm:flex-row sm:items-center">
      <ListingPicture
        kind="time_slots"
        listing={resource}
        large
        className="aspect-[16/9] w-full rounded-card sm:aspect-[8/5] sm:w-72 sm:shrink-0"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <h1 className="font-semibold text-3xl max-sm:min-h-[2lh] sm:text-4xl">
          {resource ? resource.title : <Bone width="18rem" />}
        </h1>
        <Facts resource={resource} />
      </div>
    </div>
  );
}

function Facts({ resource }: { resource?: Resource }) {
  const { t } = useTranslation('slots');
  const place = resource && [resource.city, resource.state].filter(Boolean).join(', ');
  const buffer = resource?.policy.buffer_minutes ?? 0;
  const length = resource?.slot_minutes ? formatLength(resource.slot_minutes) : t('card.anyLength');
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Fact Icon={MapPin} name={t('fact.place')}>
        {resource && (place || t('fact.unknown'))}
      </Fact>
      <Fact Icon={Hourglass} name={t('fact.length')}>
        {resource && (buffer > 0 ? t('fact.withPause', { length, pause: formatLength(buffer) }) : length)}
      </Fact>
      <Fact Icon={Tag} name={t('fact.price')}>
        {resource && (resource.price.amount === 0 ? t('free') : formatMoney(resource.price))}
      </Fact>
      <Fact Icon={UsersRound} name={t('fact.capacity')}>
        {resource && t('fact.atATime', { count: resource.capacity })}
      </Fact>
    </ul>
  );
}
