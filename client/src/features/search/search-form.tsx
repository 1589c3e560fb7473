import type { TFunction } from 'i18next';
import { Search as SearchIcon } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { WallField } from '@/components/ui/wall-field';
import { useLazyListPlacesQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { firstPaintField } from '@/lib/first-paint';
import type { Place } from '@/lib/types';
import { BROWSER_ZONE, carriedReturn, comingWeekend, splitWall, toWall, type Wall } from '@/lib/zone';
import { PlaceCombobox, placeLabel } from './place-combobox';
import { type Found, findPlace, toWhere } from './place-lookup';
import { type Search, searchLink, type Where } from './search-state';

type Trouble = Exclude<Found, { name: 'found' }>;

function useWindow(search: Search | undefined, today: string) {
  const weekend = comingWeekend(today);
  const [from, setFrom] = useState(search?.from ?? weekend.from);
  const [to, setTo] = useState(search?.to ?? weekend.to);
  const pickFrom = (next: Wall) => {
    setTo(carriedReturn(next, from, to));
    setFrom(next);
  };
  return { from, to, setTo, pickFrom };
}

function useWhere(known: Where | null) {
  const [where, setWhere] = useState(known);
  const [text, setText] = useState(known ? placeLabel(known) : () => firstPaintField()?.value ?? '');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [looking, setLooking] = useState(false);
  const [ask] = useLazyListPlacesQuery();
  const change = (next: string) => {
    setText(next);
    setWhere(null);
    setTrouble(null);
  };
  const pick = (next: Where) => {
    change(placeLabel(next));
    setWhere(next);
  };
  /** The picked place, or the one the typed words mean; null for nowhere in particular, undefined when there is none. */
  const resolve = async (): Promise<Where | null | undefined> => {
    const typed = text.trim();
    if (where || !typed) return where;
    setLooking(true);
    const found = await findPlace(typed, (q) => ask({ q }, true).unwrap());
    setLooking(false);
    if (found.name === 'found') pick(found.where);
    else setTrouble(found);
    return found.name === 'found' ? found.where : undefined;
  };
  return { text, change, pick, resolve, trouble, looking };
}

type FormProps = {
  search?: Search;
  /** What stands beside the form at the moment of the press: filters, and words that were typed but not sent. */
  beside?: () => Partial<Search>;
  className?: string;
};

/** Place and window, to the address bar. A plain form: nothing here is worth a library. */
export function SearchForm({ search, beside, className }: FormProps) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const today = splitWall(toWall(serverNow(), BROWSER_ZONE)).day;
  const place = useWhere(search?.where ?? null);
  const window = useWindow(search, today);
  const [wrong, setWrong] = useState(false);
  const whereInput = useRef<HTMLInputElement>(null);
  const [hadFocus] = useState(() => document.activeElement !== null && document.activeElement === firstPaintField());
  useEffect(() => {
    const input = whereInput.current;
    if (!hadFocus || !input) return;
    input.focus();
    // Whoever types on goes on where they were: the focus marks all, and the next letter would stand alone.
    input.setSelectionRange(input.value.length, input.value.length);
  }, [hadFocus]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(window.to <= window.from);
    if (window.to <= window.from) return;
    const where = await place.resolve();
    if (where === undefined) return whereInput.current?.focus();
    const { from, to } = window;
    // A circle of the map stands until a place is named.
    const area = where ? null : (search?.area ?? null);
    void navigate(searchLink({ ...search, ...beside?.(), where, area, from, to, page: 1 }));
  };

  return (
    <search className={className}>
      <form
        onSubmit={submit}
        aria-label={t('form.label')}
        className={cn(
          'grid gap-4 rounded-card border border-line bg-surface p-4 shadow-card sm:grid-cols-2 sm:p-5',
          'lg:grid-cols-[minmax(11rem,1fr)_minmax(0,1.35fr)_minmax(0,1.35fr)_auto] lg:items-start',
        )}
      >
        <Field
          label={t('form.where')}
          error={place.trouble ? wordsFor(place.trouble, t) : undefined}
          hint={place.trouble?.name === 'unknown' && <Near places={place.trouble.near} onPick={place.pick} />}
          className="sm:col-span-2 lg:col-span-1"
        >
          {(control) => (
            <PlaceCombobox
              {...control}
              inputRef={whereInput}
              text={place.text}
              underHand={hadFocus}
              onText={place.change}
              onPick={(one) => place.pick(toWhere(one))}
            />
          )}
        </Field>
        <WallField which="pickup" value={window.from} onChange={window.pickFrom} min={today} />
        <WallField
          which="return"
          value={window.to}
          onChange={window.setTo}
          min={splitWall(window.from).day}
          error={wrong ? t('form.endBeforeStart') : undefined}
        />
        <Button
          type="submit"
          busy={place.looking}
          className="sm:col-span-2 lg:col-span-1 lg:mt-[1.6875rem] lg:min-h-[2.875rem]"
        >
          {!place.looking && <SearchIcon className="size-5" aria-hidden="true" />}
          {t('form.search')}
        </Button>
      </form>
      <p role="status" className="sr-only">
        {place.trouble && wordsFor(place.trouble, t)}
      </p>
    </search>
  );
}

function wordsFor(trouble: Trouble, t: TFunction<'search'>): string {
  return trouble.name === 'away' ? t('form.placesAway') : t('form.unknownPlace', { typed: trouble.typed });
}

/** Cities that begin like the word that is none. */
function Near({ places, onPick }: { places: Place[]; onPick: (where: Where) => void }) {
  const { t } = useTranslation('search');
  if (places.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {t('form.didYouMean')}
      {places.map((place) => (
        <button
          key={placeLabel(place)}
          type="button"
          onClick={() => onPick(toWhere(place))}
          className="min-h-6 font-medium text-brand underline underline-offset-4"
        >
          {placeLabel(place)}
        </button>
      ))}
    </span>
  );
}
