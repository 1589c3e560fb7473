import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '@/components/ui/empty';
import { Spinner } from '@/components/ui/spinner';
import { serverNow } from '@/lib/clock';
import { formatWindow } from '@/lib/format';
import { addDays, splitWall, toWall, type Wall } from '@/lib/zone';
import { NO_FILTERS, type Search, searchLink, zoneOf } from './search-state';
import { useCounts } from './use-counts';
import { activeFilters, useFilterWords } from './use-filter-words';
import { usePlaceWords } from './use-place-words';

const FARTHEST_DAYS = 7;
const SHOWN = 6;

type Way = { name: string; search: Search };

const shifted = (wall: Wall, days: number): Wall => `${addDays(splitWall(wall).day, days)}T${splitWall(wall).time}`;

/** The same length some days earlier or later, the nearest first, none of them over. */
function otherDates(search: Search): Way[] {
  const { from, to } = search;
  if (!from || !to) return [];
  const now = toWall(serverNow(), zoneOf(search));
  const days = Array.from({ length: FARTHEST_DAYS }, (_, far) => [far + 1, -far - 1]).flat();
  const windows = days.map((count) => ({ from: shifted(from, count), to: shifted(to, count) }));
  return windows
    .filter((window) => window.from > now)
    .map((window) => ({ name: formatWindow(window.from, window.to), search: { ...search, ...window, page: 1 } }));
}

/** The same search with one wish less. */
function useFewerWishes(search: Search): Way[] {
  const { t } = useTranslation('search');
  const wordsOf = useFilterWords();
  const place = usePlaceWords()(search);
  const ways = activeFilters(search).map((filter) => ({
    name: t('empty.without', { name: wordsOf(search, filter) }),
    search: { ...search, [filter]: NO_FILTERS[filter], page: 1 },
  }));
  if (place) ways.push({ name: t('empty.anywhere'), search: { ...search, where: null, area: null, page: 1 } });
  return ways;
}

/** No car: the nearest searches that find some, each with how many. */
export function NothingFound({ search }: { search: Search }) {
  const { t } = useTranslation('search');
  const dates = otherDates(search);
  const wishes = useFewerWishes(search);
  const { counts, asking } = useCounts([...wishes, ...dates].map((way) => way.search));
  const found = [...wishes, ...dates].map((way, index) => ({ ...way, count: counts[index] ?? 0 }));
  const some = found.some(({ count }) => count > 0);
  return (
    <Empty title={t('empty.title')}>
      <p>{t('empty.text')}</p>
      <div aria-live="polite" aria-busy={asking} className="mt-5 flex flex-col gap-6 text-left">
        <Ways title={t('empty.otherDates')} ways={found.slice(wishes.length)} />
        <Ways title={t('empty.fewerWishes')} ways={found.slice(0, wishes.length)} />
        {asking && (
          <p className="flex items-center justify-center gap-2 text-sm">
            <Spinner />
            {t('empty.asking')}
          </p>
        )}
        {!asking && !some && <p className="text-center">{t('empty.noWay')}</p>}
      </div>
    </Empty>
  );
}

function Ways({ title, ways }: { title: string; ways: (Way & { count: number })[] }) {
  const { t } = useTranslation('search');
  const open = ways.filter(({ count }) => count > 0).slice(0, SHOWN);
  if (open.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 font-semibold text-ink">{title}</h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {open.map(({ name, search, count }) => (
          <li key={name}>
            <Link
              to={searchLink(search)}
              className="flex min-h-11 items-center justify-between gap-4 rounded-control border border-edge bg-surface px-3.5 py-2 text-[0.9375rem] hover:border-brand hover:bg-brand-soft"
            >
              <span className="font-medium text-ink">{name}</span>{' '}
              <span className="figures shrink-0 text-ink-soft text-sm">{t('form.carCount', { count })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
