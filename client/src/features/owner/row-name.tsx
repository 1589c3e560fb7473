import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CalendarRow } from './types';

/** Which listing a row is of, with what tells it from another of the same name; leads to its own page. */
export function RowName({ row }: { row: CalendarRow }) {
  const { t } = useTranslation('owner');
  const { listing, kind, own_key, city, visibility } = row;
  const state =
    visibility === 'published' ? null : t(`visibility.${visibility as 'paused'}`, { defaultValue: visibility });
  const more = [own_key, city, state].filter(Boolean).join(' · ');
  return (
    <>
      <Link
        to={`/owner/fleet/${kind.replace('_', '-')}/${listing.id}`}
        className="line-clamp-2 underline-offset-4 hover:underline"
      >
        {listing.title}
      </Link>
      {more && <span className="block truncate font-normal text-ink-faint text-xs">{more}</span>}
    </>
  );
}
