import { MapPin } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { useListPlacesQuery } from '@/lib/api';
import type { Place } from '@/lib/types';

// Long enough to skip the letters of a word, short enough to feel at once.
const TYPING_PAUSE_MS = 150;
const SHOWN = 8;

export const placeLabel = (place: { city: string; state: string }): string =>
  place.state ? `${place.city}, ${place.state}` : place.city;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type ComboboxProps = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  inputRef: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  onPick: (place: Place) => void;
  /** Whether somebody was typing here before the program came: the list is then open as it would have been. */
  underHand: boolean;
};

/**
 * The ARIA combobox with a list of cities. Our own, because Base UI's weighs 54 kB gz and this stands on the first page,
 * whose whole route has 40.
 */
export function PlaceCombobox({ inputRef, text, onText, onPick, underHand, ...control }: ComboboxProps) {
  const { t } = useTranslation('search');
  const listId = useId();
  const [open, setOpen] = useState(underHand);
  const [active, setActive] = useState(-1);
  const asked = useSettled(text.split(',')[0]?.trim() ?? '');
  const { data = [] } = useListPlacesQuery({ q: asked || undefined }, { skip: !open });
  const places = data.slice(0, SHOWN);
  const shown = open && places.length > 0;

  const pick = (place: Place) => {
    onPick(place);
    setOpen(false);
    setActive(-1);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setOpen(true);
      setActive((index) => (index + step + places.length) % Math.max(1, places.length));
    } else if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter' && shown && places[active]) {
      event.preventDefault();
      pick(places[active]);
    }
  };

  return (
    <div className="relative">
      <MapPin className="pointer-events-none absolute top-3.5 left-3 size-5 text-ink-faint" aria-hidden="true" />
      <input
        {...control}
        ref={inputRef}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('form.wherePlaceholder')}
        className="control pl-10"
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <PlaceList id={listId} places={shown ? places : []} active={active} onPick={pick} />
      <span role="status" className="sr-only">
        {shown && t('form.placesFound', { count: places.length })}
      </span>
    </div>
  );
}

type ListProps = { id: string; places: Place[]; active: number; onPick: (place: Place) => void };

function PlaceList({ id, places, active, onPick }: ListProps) {
  const { t } = useTranslation('search');
  return (
    <div
      role="listbox"
      id={id}
      aria-label={t('form.places')}
      hidden={places.length === 0}
      className="absolute inset-x-0 top-full z-30 mt-2 min-w-64 overflow-hidden rounded-control border border-line bg-surface p-1.5 shadow-lift"
    >
      {places.map((place, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; focus never leaves it.
        // biome-ignore lint/a11y/useFocusableInteractive: an active descendant is pointed at, not focused.
        <div
          key={placeLabel(place)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // The press must not take focus from the input, whose blur closes the list before the click lands.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(place)}
          className={cn(
            'flex min-h-11 items-center justify-between gap-4 rounded-lg px-3 py-2 hover:bg-sunken',
            index === active && 'bg-brand-soft',
          )}
        >
          <span className="font-medium">{placeLabel(place)}</span>{' '}
          <span className="text-ink-faint text-sm">{t('form.carCount', { count: place.cars })}</span>
        </div>
      ))}
    </div>
  );
}
