import type { UseFormReturn } from 'react-hook-form';
import { NumberInput } from '../form-fields';
import { AmountField } from '../inputs';
import type { Priced } from './spec-parts';

type PriceProps = { form: UseFormReturn<Priced>; label: string; hint?: string };

/** What a unit costs where no rule says otherwise. */
export function PriceField({ form, label, hint }: PriceProps) {
  return <NumberInput form={form} name="price" label={label} hint={hint} as={AmountField} className="sm:max-w-64" />;
}
