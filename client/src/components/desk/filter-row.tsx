import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type Option, Select } from '@/components/ui/select';
import { useFilters } from './use-filters';

// The pause after which a word is taken for whole.
const TYPING_PAUSE_MS = 300;

/** `name` is the one in the address, and as a rule the API's. */
export type Filter = { name: string; label: string } & (
  | { kind: 'text'; placeholder?: string }
  | { kind: 'choice'; options: readonly Option[]; any?: string }
  | { kind: 'day' }
);

/** What narrows a list. It writes to the address and keeps nothing itself; the page reads it with `useFilters`. */
export function FilterRow({ filters }: { filters: readonly Filter[] }) {
  const { t } = useTranslation('desk');
  const { params, change } = useFilters();
  const used = filters.some(({ name }) => params.get(name));
  const clear = () => change(Object.fromEntries(filters.map(({ name }) => [name, ''])));
  return (
    <fieldset className="grid min-w-0 items-end gap-3 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
      <legend className="sr-only">{t('filter.label')}</legend>
      {filters.map((filter) => (
        <FilterField
          key={filter.name}
          filter={filter}
          value={params.get(filter.name) ?? ''}
          onChange={(value) => change({ [filter.name]: value }, { quietly: filter.kind === 'text' })}
        />
      ))}
      {used && (
        <Button tone="quiet" onClick={clear} className="justify-self-start whitespace-nowrap">
          <X className="size-4" aria-hidden="true" />
          {t('filter.clear')}
        </Button>
      )}
    </fieldset>
  );
}

type FieldProps = { filter: Filter; value: string; onChange: (value: string) => void };

function FilterField({ filter, value, onChange }: FieldProps) {
  const { t } = useTranslation('desk');
  const { label } = filter;
  if (filter.kind === 'text') {
    return <TextFilter label={label} placeholder={filter.placeholder} value={value} onChange={onChange} />;
  }
  if (filter.kind === 'choice') {
    const options = [{ value: '', label: filter.any ?? t('filter.any') }, ...filter.options];
    return <Select label={label} options={options} value={value} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="control figures"
        />
      )}
    </Field>
  );
}

type TextProps = { label: string; placeholder?: string; value: string; onChange: (value: string) => void };

function TextFilter({ label, placeholder, value, onChange }: TextProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useRef(onChange);
  send.current = onChange;
  // Changed by another hand: the back button, or "clear".
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    const text = typed.trim();
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      send.current(text);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Field label={label} className="sm:col-span-2">
      {(control) => (
        <div className="relative">
          <Search
            className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-ink-faint"
            aria-hidden="true"
          />
          <input
            {...control}
            type="search"
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="control pl-10"
          />
        </div>
      )}
    </Field>
  );
}
