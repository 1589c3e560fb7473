import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bone } from '@/components/ui/bone';
import { ListingPicture } from '@/components/ui/listing-picture';
import { Money } from '@/components/ui/money';
import { formatLength } from '@/components/ui/wording';
import type { Resource } from './api';

/** One resource of a list; without one, the same box. */
export function ResourceCard({ resource }: { resource?: Resource }) {
  const { t } = useTranslation('slots');
  const place = resource && [resource.city, resource.state].filter(Boolean).join(', ');
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-[box-shadow,translate] duration-200 hover:-translate-y-0.5 hover:shadow-lift has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-brand">
      <ListingPicture kind="time_slots" listing={resource} className="aspect-[16/9] w-full" />
      <div className="flex flex-1 flex-col gap-1 p-4">
        <p className="truncate text-ink-faint text-sm">
          {resource ? (resource.group ?? t('card.alone')) : <Bone width="9rem" />}
        </p>
        <h2 className="font-semibold text-lg leading-snug">
          {resource ? (
            <Link to={`/slots/${resource.id}`} className="outline-none after:absolute after:inset-0">
              {resource.title}
            </Link>
          ) : (
            <Bone width="12rem" />
          )}
        </h2>
        <p className="text-ink-soft text-sm">{resource ? place : <Bone width="7rem" />}</p>
        <div className="mt-auto flex flex-wrap items-baseline justify-between gap-x-3 pt-3">
          <p className="font-semibold text-xl">{resource ? <Price resource={resource} /> : <Bone width="4rem" />}</p>
          <p className="text-ink-soft text-sm">
            {resource ? <Length minutes={resource.slot_minutes} /> : <Bone width="5rem" />}
          </p>
        </div>
      </div>
    </article>
  );
}

function Price({ resource: { price } }: { resource: Resource }) {
  const { t } = useTranslation('slots');
  return price.amount === 0 ? t('free') : <Money of={price} short />;
}

function Length({ minutes }: { minutes: number | null }) {
  const { t } = useTranslation('slots');
  return minutes ? t('card.each', { length: formatLength(minutes) }) : t('card.anyLength');
}
