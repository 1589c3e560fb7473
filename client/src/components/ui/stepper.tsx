import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './class-names';

const BUTTON =
  'grid size-11 shrink-0 place-items-center rounded-control border border-edge bg-surface not-aria-disabled:hover:border-ink-soft aria-disabled:opacity-50';

type StepperProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max: number;
  /** Why there is no more, such as "3 left" or "4 per person"; shown once `max` is reached. */
  maxReason?: ReactNode;
  minReason?: ReactNode;
  hint?: ReactNode;
  error?: string;
  className?: string;
};

const within = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value));

/** A small number: one by one with the buttons or arrow keys, or typed. */
export function Stepper({
  label,
  value,
  onChange,
  min = 0,
  max,
  maxReason,
  minReason,
  className,
  ...more
}: StepperProps) {
  const { t } = useTranslation();
  const id = useId();
  const { hint, error } = more;
  // What is being typed, which may be empty or out of bounds until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const stop = value >= max ? maxReason : value <= min ? minReason : null;
  const step = (by: number) => {
    setTyped(null);
    const next = within(value + by, min, max);
    if (next !== value) onChange(next);
  };
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '');
    setTyped(digits);
    const number = Number(digits);
    if (digits && number >= min && number <= max && number !== value) onChange(number);
  };
  const leave = () => {
    const next = typed ? within(Number(typed), min, max) : value;
    setTyped(null);
    if (next !== value) onChange(next);
  };
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-ink-soft text-sm">
        {label}
      </label>
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-label={t('stepper.less', { label })}
          aria-disabled={value <= min || undefined}
          onClick={() => step(-1)}
          className={BUTTON}
        >
          <Minus className="size-5" aria-hidden="true" />
        </button>
        <input
          id={id}
          role="spinbutton"
          inputMode="numeric"
          autoComplete="off"
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-notes`}
          value={typed ?? value}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => {
            const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (!by) return;
            event.preventDefault();
            step(by);
          }}
          className="control figures w-16 px-1 text-center"
        />
        <button
          type="button"
          aria-label={t('stepper.more', { label })}
          aria-disabled={value >= max || undefined}
          onClick={() => step(1)}
          className={BUTTON}
        >
          <Plus className="size-5" aria-hidden="true" />
        </button>
      </div>
      <div id={`${id}-notes`} className="text-sm">
        {error && <p className="font-medium text-bad">{error}</p>}
        {hint && <p className="text-ink-faint">{hint}</p>}
        {/* There from the start, so that the reason is spoken when it appears. */}
        <p role="status" className="text-amber">
          {stop}
        </p>
      </div>
    </div>
  );
}
