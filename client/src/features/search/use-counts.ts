import { useEffect, useState } from 'react';
import { useLazyListCarsQuery } from '@/lib/api';
import { type Search, toListArgs } from './search-state';

// A handful of small questions beside each other leaves the line free for what the visitor does meanwhile.
const AT_ONCE = 3;

/** How many cars each search would find; null while it is asked, and where no answer came. */
export function useCounts(searches: Search[]): { counts: (number | null)[]; asking: boolean } {
  const [ask] = useLazyListCarsQuery();
  const wanted = JSON.stringify(searches);
  const [found, setFound] = useState<{ wanted: string; counts: (number | null)[]; left: number } | null>(null);

  useEffect(() => {
    const queue: Search[] = JSON.parse(wanted);
    const counts: (number | null)[] = queue.map(() => null);
    let [next, left, gone] = [0, queue.length, false];
    const work = async () => {
      while (next < queue.length && !gone) {
        const turn = next++;
        const search = queue[turn] as Search;
        const answer = await ask({ ...toListArgs(search), page: 1, pageSize: 1 }, true);
        counts[turn] = answer.data?.total ?? null;
        left -= 1;
        if (!gone) setFound({ wanted, counts: [...counts], left });
      }
    };
    for (let line = 0; line < AT_ONCE; line++) void work();
    return () => {
      gone = true;
    };
  }, [ask, wanted]);

  const current = found?.wanted === wanted ? found : null;
  return { counts: current?.counts ?? searches.map(() => null), asking: (current?.left ?? searches.length) > 0 };
}
