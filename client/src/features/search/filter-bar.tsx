import { SlidersHorizontal, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { MoreFilters } from './more-filters';
import { FUELS, type Search, SORTS, VEHICLE_TYPES } from './search-state';

type FilterProps = { search: Search; onChange: (change: Partial<Search>) => void };
type BarProps = FilterProps & {
  /** Each letter of the words, before they are sent. */
  onTyping: (words: string) => void;
};

export function FilterBar({ search, onChange, onTyping }: BarProps) {
  const { t } = useTranslation(['search', 'common']);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      {/* On a phone the chips make one row to push along, so that the cars start on the first screen. */}
      <div className="-mx-4 flex w-[calc(100%+2rem)] gap-x-6 gap-y-3 overflow-x-auto px-4 py-1 max-sm:scrollbar-none sm:mx-0 sm:w-auto sm:flex-wrap sm:overflow-visible sm:p-0">
        <Chips legend={t('filter.type')}>
          {VEHICLE_TYPES.map((type) => (
            <Chip
              key={type}
              on={search.type === type}
              onPress={() => onChange({ type: search.type === type ? null : type })}
            >
              {t(`common:vehicle.${type}`)}
            </Chip>
          ))}
        </Chips>
        <Chips legend={t('filter.fuel')}>
          {FUELS.map((fuel) => (
            <Chip
              key={fuel}
              on={search.fuel === fuel}
              onPress={() => onChange({ fuel: search.fuel === fuel ? null : fuel })}
            >
              {t(`common:fuel.${fuel}`)}
            </Chip>
          ))}
        </Chips>
      </div>
      <Unfolding count={scaled(search)}>
        <MoreFilters search={search} onChange={onChange} />
        <Words words={search.words} onTyping={onTyping} onChange={(words) => onChange({ words })} />
      </Unfolding>
    </div>
  );
}

/** How many of the filters that a phone folds away are on. */
const scaled = ({ words, priceMax, yearMin, ratingMin }: Search) =>
  [words, priceMax, yearMin, ratingMin].filter(Boolean).length;

/** A phone's first screen is for cars, so what is chosen less often opens with a press. */
function Unfolding({ count, children }: { count: number; children: ReactNode }) {
  const { t } = useTranslation('search');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-11 items-center gap-2 font-medium text-brand sm:hidden"
      >
        <SlidersHorizontal className="size-4" aria-hidden="true" />
        {t(open ? 'filter.fewer' : 'filter.more')}
        {count > 0 && !open && <span className="figures rounded-full bg-brand-soft px-2 text-sm">{count}</span>}
      </button>
      <div className={cn('flex w-full flex-wrap items-end gap-x-6 gap-y-3 sm:w-auto', !open && 'max-sm:hidden')}>
        {children}
      </div>
    </>
  );
}

function Chips({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="relative min-w-0 max-sm:shrink-0">
      <legend className="mb-1.5 font-medium text-ink-soft text-sm max-sm:sr-only">{legend}</legend>
      <div className="flex gap-2 sm:flex-wrap">{children}</div>
    </fieldset>
  );
}

function Chip({ on, onPress, children }: { on: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={cn(
        'inline-flex min-h-10 shrink-0 items-center gap-1.5 rounded-full border px-4 font-medium text-[0.9375rem] transition-colors',
        on ? 'border-brand bg-brand text-on-brand' : 'border-edge bg-surface hover:border-ink-soft',
      )}
    >
      {children}
      {on && <X className="size-4" aria-hidden="true" />}
    </button>
  );
}

type WordsProps = { words: string; onTyping: (words: string) => void; onChange: (words: string) => void };

function Words({ words, onTyping, onChange }: WordsProps) {
  const { t } = useTranslation(['search', 'common']);
  const [text, setText] = useState(words);
  const [seen, setSeen] = useState(words);
  if (seen !== words) {
    setSeen(words);
    setText(words);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== words) onChange(text.trim());
  };
  return (
    <form onSubmit={submit} className="w-full sm:w-52">
      <label className="flex flex-col gap-1.5 font-medium text-ink-soft text-sm">
        {t('filter.words')}
        <input
          type="search"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onTyping(event.target.value.trim());
          }}
          onBlur={submit}
          placeholder={t('filter.wordsPlaceholder')}
          className="control min-h-10 py-1.5 font-normal"
        />
      </label>
    </form>
  );
}

export function Sort({ search, onChange }: FilterProps) {
  const { t } = useTranslation(['search', 'common']);
  return (
    <label className="flex items-center gap-2 whitespace-nowrap font-medium text-ink-soft text-sm">
      {t('filter.sort')}
      <select
        value={search.sort ?? ''}
        onChange={(event) => onChange({ sort: SORTS.find((sort) => sort === event.target.value) ?? null })}
        className="control min-h-10 py-1.5 font-normal"
      >
        <option value="">{t('sort.best')}</option>
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
