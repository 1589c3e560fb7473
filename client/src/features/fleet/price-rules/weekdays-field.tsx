import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useBound } from '../form-fields';
import { useWeekdays } from '../weekdays';
import type { RuleValues } from './rule-values';

/** On which days of the week; any number of them. */
export function WeekdaysField({ form }: { form: UseFormReturn<RuleValues> }) {
  const { t } = useTranslation('fleet');
  const days = useWeekdays('short');
  const { value, onChange, error } = useBound(form, 'weekdays');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-ink-soft text-sm">{t('priceRule.weekdays')}</legend>
      <div className="flex flex-wrap gap-2">
        {days.map((day, number) => (
          <label
            key={day}
            className="grid min-h-11 min-w-12 cursor-pointer place-items-center rounded-control border border-edge px-3 font-medium has-checked:border-brand has-checked:bg-brand has-checked:text-on-brand has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={value.includes(number)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, number] : value.filter((one) => one !== number))
              }
            />
            {day}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="mt-1.5 font-medium text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
