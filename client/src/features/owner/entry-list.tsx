import { cn } from '@/components/ui/class-names';
import { lookOf } from './calendar-bar';
import { useEntryWords } from './entry-words';
import type { CalendarEntry } from './types';

type EntryListProps = { entries: readonly CalendarEntry[]; zone: string; onEntry: (entry: CalendarEntry) => void };

/** Entries in words, each one press from what is behind it. */
export function EntryList({ entries, zone, onEntry }: EntryListProps) {
  const { name, kind, span } = useEntryWords();
  return (
    <ul className="flex flex-col gap-2">
      {entries.map((entry) => {
        const { look, Icon } = lookOf(entry);
        return (
          <li key={entry.id}>
            <button
              type="button"
              onClick={() => onEntry(entry)}
              className="flex min-h-11 w-full items-center gap-3 rounded-control border border-line p-2 text-left hover:border-ink-soft"
            >
              <span className={cn('grid size-9 shrink-0 place-items-center rounded-lg border', look)}>
                <Icon className="size-4" aria-hidden="true" />
              </span>
              <span className="min-w-0">
                <span className="block font-medium text-[0.9375rem]">
                  {name(entry)} <span className="font-normal text-ink-soft text-sm">· {kind(entry)}</span>
                </span>
                <span className="figures block text-ink-soft text-sm">{span(entry, zone)}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
