import { Search as SearchIcon } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { WallField } from '@/components/ui/wall-field';
import { useListPlacesQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { addDays, BROWSER_ZONE, comingWeekend, splitWall, toWall, type Wall } from '@/lib/zone';
import { PlaceCombobox, placeLabel } from './place-combobox';
import { type Search, searchLink, type Where } from './search-state';

const toWhere = (place: { city: string; state: string; time_zone?: string }): Where => ({
  city: place.city,
  state: place.state,
  zone: place.time_zone ?? BROWSER_ZONE,
});

/** Moves the return along when the pick-up passes it, so that no choice leaves an impossible window behind. */
function shifted(from: Wall, oldFrom: Wall, to: Wall): Wall {
  if (to > from) return to;
  const nights = Math.max(1, Math.round((Date.parse(to) - Date.parse(oldFrom)) / 86_400_000));
  return `${addDays(splitWall(from).day, nights)}T${splitWall(to).time}`;
}

function useWindow(search: Search | undefined, today: string) {
  const weekend = comingWeekend(today);
  const [from, setFrom] = useState(search?.from ?? weekend.from);
  const [to, setTo] = useState(search?.to ?? weekend.to);
  const pickFrom = (next: Wall) => {
    setTo(shifted(next, from, to));
    setFrom(next);
  };
  return { from, to, setTo, pickFrom };
}

function useWhere(known: Where | null) {
  const [where, setWhere] = useState(known);
  const [text, setText] = useState(known ? placeLabel(known) : '');
  const typed = text.trim();
  const { data: guesses } = useListPlacesQuery({ q: typed }, { skip: where !== null || typed === '' });
  const change = (next: string) => {
    setText(next);
    setWhere(null);
  };
  const pick = (next: Where) => {
    setWhere(next);
    setText(placeLabel(next));
  };
  /** The picked place, else the one the typed word most likely means, else the word itself. */
  const resolve = (): Where | null => {
    if (where || !typed) return where;
    const [first] = guesses ?? [];
    return first ? toWhere(first) : { city: typed, state: '', zone: BROWSER_ZONE };
  };
  return { text, change, pick, resolve };
}

/** Place and window, to the address bar. A plain form: nothing here is worth a library. */
export function SearchForm({ search, className }: { search?: Search; className?: string }) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const today = splitWall(toWall(serverNow(), BROWSER_ZONE)).day;
  const place = useWhere(search?.where ?? null);
  const window = useWindow(search, today);
  const [wrong, setWrong] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const where = place.resolve();
    if (where) place.pick(where);
    setWrong(window.to <= window.from);
    if (window.to <= window.from) return;
    void navigate(searchLink({ ...search, where, from: window.from, to: window.to, page: 1 }));
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
        <Field label={t('form.where')} className="sm:col-span-2 lg:col-span-1">
          {(control) => (
            <PlaceCombobox
              id={control.id}
              text={place.text}
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
        <Button type="submit" className="sm:col-span-2 lg:col-span-1 lg:mt-[1.6875rem] lg:min-h-[2.875rem]">
          <SearchIcon className="size-5" aria-hidden="true" />
          {t('form.search')}
        </Button>
      </form>
    </search>
  );
}
