import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';

export type Option = { value: string; label: string };

type SelectProps = Omit<ComponentProps<'select'>, 'children' | 'id' | 'multiple' | 'size'> & {
  label: string;
  hint?: ReactNode;
  error?: string;
  options: readonly Option[];
};

/** The browser's own list of choices, which every phone and reader knows, in our looks. */
export function Select({ label, hint, error, options, className, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => (
        <div className="relative">
          <select {...rest} {...control} className="control appearance-none truncate pr-10">
            {options.map(({ value, label: name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
          <ChevronDown
            className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-ink-faint"
            aria-hidden="true"
          />
        </div>
      )}
    </Field>
  );
}
