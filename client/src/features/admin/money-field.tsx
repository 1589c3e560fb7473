import { Field } from '@/components/ui/field';
import { digitsOf } from './minor-units';

type MoneyFieldProps = {
  label: string;
  currency: string;
  value: string;
  onChange: (typed: string) => void;
  hint?: string;
  error?: string;
};

/** An amount as the browser's own number field takes it: no text in some language's spelling is ever read. */
export function MoneyField({ label, currency, value, onChange, hint, error }: MoneyFieldProps) {
  return (
    <Field label={`${label} (${currency})`} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          type="number"
          inputMode="decimal"
          min={0}
          step={10 ** -digitsOf(currency)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="control figures"
        />
      )}
    </Field>
  );
}
