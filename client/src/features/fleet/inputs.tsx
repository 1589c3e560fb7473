import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { CURRENCY, readAmount, readDecimal, writeAmount } from './amount';

type InputProps = {
  label: string;
  /** Null is an empty field, NaN one that says nothing we understand. */
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  error?: string;
  hint?: ReactNode;
  className?: string;
};

type TypedProps = InputProps & {
  read: (text: string) => number | null;
  write: (value: number | null) => string;
  inputMode: 'decimal' | 'numeric';
  unit?: string;
};

const isSame = (one: number | null, other: number | null) => Object.is(one, other);

/** A number kept as it is being typed; the value is what it means. */
function TypedField({ label, value, onChange, onBlur, error, hint, className, read, write, ...more }: TypedProps) {
  const { inputMode, unit } = more;
  const [text, setText] = useState(() => write(value));
  const meant = useRef(value);
  // Changed by another hand, such as "discard" or an answer of the server.
  useEffect(() => {
    if (isSame(meant.current, value)) return;
    meant.current = value;
    setText(write(value));
  }, [value, write]);
  const type = (typed: string) => {
    setText(typed);
    meant.current = read(typed);
    onChange(meant.current);
  };
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            inputMode={inputMode}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
            onBlur={onBlur}
            className={unit ? 'control figures pr-16' : 'control figures'}
          />
          {unit && (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-ink-faint text-sm"
            >
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}

/** Money in minor units. The currency stands in the label too: the sign beside the field is for eyes only. */
export function AmountField({ label, ...rest }: InputProps) {
  return (
    <TypedField
      {...rest}
      label={`${label} (${CURRENCY})`}
      read={readAmount}
      write={writeAmount}
      inputMode="decimal"
      unit={CURRENCY}
    />
  );
}

const readWhole = (text: string): number | null => {
  const typed = text.trim();
  if (!typed) return null;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
};
const writePlain = (value: number | null) => (value === null || Number.isNaN(value) ? '' : String(value));

export function WholeField(props: InputProps & { unit?: string }) {
  return <TypedField {...props} read={readWhole} write={writePlain} inputMode="numeric" />;
}

export function DecimalField(props: InputProps) {
  return <TypedField {...props} read={readDecimal} write={writePlain} inputMode="decimal" />;
}

const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof UNITS;

const largestUnit = (minutes: number | null): Unit => {
  if (!minutes) return 'hours';
  if (minutes % UNITS.days === 0) return 'days';
  return minutes % UNITS.hours === 0 ? 'hours' : 'minutes';
};

/** A length in minutes, stated in the unit that people think in. */
export function LengthField({ label, value, onChange, ...rest }: InputProps) {
  const { t } = useTranslation('fleet');
  const [unit, setUnit] = useState<Unit>(() => largestUnit(value));
  const whole = value === null || Number.isNaN(value) || value % UNITS[unit] === 0;
  const shown: Unit = whole ? unit : largestUnit(value);
  const each = UNITS[shown];
  const count = value === null ? null : value / each;
  const turn = (next: Unit) => {
    setUnit(next);
    onChange(count === null ? null : count * UNITS[next]);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-2">
      <WholeField
        {...rest}
        label={label}
        // Both go on over the place of the unit, which has no words of its own.
        className="[&>label]:whitespace-nowrap [&>p]:-mr-34"
        value={count}
        onChange={(next) => onChange(next === null ? null : next * each)}
      />
      <Select
        label={t('unit.of', { label })}
        value={shown}
        options={(Object.keys(UNITS) as Unit[]).map((one) => ({ value: one, label: t(`unit.${one}`) }))}
        onChange={(event) => turn(event.target.value as Unit)}
        // The label is the other field's with a word more: for readers only, and the boxes stay in line.
        className="[&>label+*]:mt-6.5 [&>label]:sr-only"
      />
    </div>
  );
}
