import { useFilters } from '@/components/desk/use-filters';

const PAGE_SIZE = 20;

/** What the address asks a list for: its filters, as far as they are set, and the page. */
export function useQuestion<Name extends string>(names: readonly Name[]) {
  const { params } = useFilters();
  const set = names.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  const asked = Object.fromEntries(set) as Partial<Record<Name, string>>;
  const page = Math.max(1, Number(params.get('page')) || 1);
  const pageLink = (number: number) => {
    const next = new URLSearchParams(params);
    next.delete('open');
    if (number > 1) next.set('page', String(number));
    else next.delete('page');
    return `?${next}`;
  };
  return { asked, page, pageSize: PAGE_SIZE, pageLink, narrowed: set.length > 0 };
}

/** One of the server's words, or nothing where the address holds something else. */
export function oneOf<Word extends string>(words: readonly Word[], value: string | undefined): Word | undefined {
  return words.find((word) => word === value);
}

const ID = /^[0-9a-f]{24}$/;

/** An id of ours, or nothing: a half-typed one would only be refused. */
export const idOf = (value: string | undefined): string | undefined => (value && ID.test(value) ? value : undefined);
