import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatWindow } from '@/lib/format';
import { placeLabel } from './place-combobox';
import { recentSearches } from './recent';
import { searchLink } from './search-state';

const SHOWN = 3;

/** What was searched here before. It lies on the landscape, where it moves nothing when it comes. */
export function RecentSearches() {
  const { t } = useTranslation('search');
  const [recent] = useState(recentSearches);
  if (recent.length === 0) return null;
  return (
    <nav aria-label={t('recent.label')} className="page absolute inset-x-0 bottom-24 sm:bottom-36">
      <ul className="scrollbar-none flex gap-2 overflow-x-auto">
        {recent.slice(0, SHOWN).map(({ where, from, to }) => (
          <li key={`${placeLabel(where)} ${from}`} className="shrink-0">
            <Link
              to={searchLink({ where, from, to })}
              className="flex min-h-11 items-center gap-2.5 rounded-full border border-line bg-surface/95 px-4 py-1 text-sm hover:border-brand"
            >
              <History className="size-4 shrink-0 text-brand" aria-hidden="true" />
              <span className="font-medium">{placeLabel(where)}</span>{' '}
              <span className="figures text-ink-soft">{formatWindow(from, to)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
