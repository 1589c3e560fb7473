import { List, Map as MapIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { useMedia } from '@/components/ui/use-media';
import { ActiveFilters } from '@/features/search/active-filters';
import { FilterBar, Sort } from '@/features/search/filter-bar';
import { FoldedForm } from '@/features/search/folded-form';
import { MapPane } from '@/features/search/map-pane';
import { rememberSearch } from '@/features/search/recent';
import { ResultList } from '@/features/search/result-list';
import { readSearch, type Search, toListArgs, writeSearch } from '@/features/search/search-state';
import { useBeside } from '@/features/search/use-beside';
import { useNarrowing } from '@/features/search/use-narrowing';
import { usePlaceWords } from '@/features/search/use-place-words';
import { useListCarsQuery } from '@/lib/api';
import { Title } from '../title';

// Where list and map stand side by side.
const ROOMY = '(min-width: 64rem)';

export default function Results() {
  const { t } = useTranslation('search');
  const [params, setParams] = useSearchParams();
  const search = readSearch(params);
  const query = useListCarsQuery(toListArgs(search));
  const words = usePlaceWords()(search);
  const place = words
    ? t('results.in', { place: words, context: search.area ? 'area' : undefined })
    : t('results.anywhere');
  const { beside, note } = useBeside(search);
  const change = (next: Partial<Search>) => {
    note(next);
    setParams(writeSearch({ ...search, ...beside(), page: 1, ...next }), { preventScrollReset: true });
  };
  const { toCity, toArea } = useNarrowing(search, change);
  const [active, setActive] = useState<string | null>(null);
  useEffect(() => rememberSearch(readSearch(params)), [params]);
  const roomy = useMedia(ROOMY);
  const onMap = search.view === 'map';
  return (
    <div className="page flex flex-col gap-5 py-6 sm:py-8">
      <Title>{place}</Title>
      {/* Another place or window starts the form anew, for instance after "back"; a filter leaves what is typed. */}
      <FoldedForm
        key={JSON.stringify([search.where, search.area, search.from, search.to])}
        search={search}
        beside={beside}
      />
      <FilterBar search={search} onChange={change} onTyping={(typed) => note({ words: typed })} />
      <ActiveFilters search={search} onChange={change} />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="font-semibold text-2xl sm:text-3xl">{place}</h1>
          <p role="status" className="min-h-6 text-ink-soft">
            {query.currentData && t(search.from ? 'results.free' : 'results.count', { count: query.currentData.total })}
          </p>
        </div>
        <Sort search={search} onChange={change} />
      </div>
      <ViewSwitch onMap={onMap} onPress={() => setParams(writeSearch({ ...search, view: onMap ? 'list' : 'map' }))} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,36rem)] lg:items-start xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        {(roomy || !onMap) && <ResultList search={search} active={active} onActive={setActive} />}
        {(roomy || onMap) && (
          <MapPane
            search={search}
            active={active}
            onActive={setActive}
            onCity={toCity}
            onArea={toArea}
            className="scrollbar-none lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
          />
        )}
      </div>
    </div>
  );
}

/** A phone shows one of the two; the button floats where the thumb is. */
function ViewSwitch({ onMap, onPress }: { onMap: boolean; onPress: () => void }) {
  const { t } = useTranslation('search');
  const Icon = onMap ? List : MapIcon;
  return (
    <Button
      onClick={onPress}
      className="fixed bottom-[calc(1rem+env(safe-area-inset-bottom))] left-1/2 z-20 -translate-x-1/2 rounded-full px-6 shadow-lift lg:hidden"
    >
      <Icon className="size-5" aria-hidden="true" />
      {t(onMap ? 'map.showList' : 'map.showMap')}
    </Button>
  );
}
