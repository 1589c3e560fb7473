import { useId } from 'react';
import { cn } from './class-names';
import type { Option } from './select';

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly (Option & { value: Value })[];
  value: Value;
  onChange: (value: Value) => void;
  /** Leaves the label to readers where the choices speak for themselves. */
  quiet?: boolean;
  className?: string;
};

/** One of a few, all in sight: a radio group, so arrow keys move the choice. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, quiet, className } = props;
  const name = useId();
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className={quiet ? 'sr-only' : 'mb-1.5 font-medium text-ink-soft text-sm'}>{label}</legend>
      <div className="inline-flex max-w-full flex-wrap gap-1 rounded-control border border-edge bg-sunken p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="inline-flex min-h-9 cursor-pointer items-center rounded-lg border border-transparent px-3 text-center font-medium text-ink-soft text-sm hover:text-ink has-checked:border-edge has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-1"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
