import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Select } from '@/components/ui/select';
import { useBound } from '../form-fields';
import type { RuleValues } from './rule-values';

const LEAP_YEAR = 2000;
const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const two = (part: number) => String(part).padStart(2, '0');
const daysIn = (month: number) => new Date(Date.UTC(LEAP_YEAR, month + 1, 0)).getUTCDate();

type FieldProps = { form: UseFormReturn<RuleValues>; name: 'from' | 'to'; label: string };

/** A day of every year, kept as that day of a leap year. */
export function MonthDayField({ form, name, label }: FieldProps) {
  const { t, i18n } = useTranslation('fleet');
  const { value, onChange, error } = useBound(form, name);
  const format = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' });
  const [, month = 0, day = 0] = value.split('-').map(Number);
  const put = (toMonth: number, toDay: number) =>
    onChange(`${LEAP_YEAR}-${two(toMonth)}-${two(Math.min(toDay || 1, daysIn(toMonth - 1)))}`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-2">
      <Select
        label={label}
        value={month ? String(month) : ''}
        error={error}
        options={[
          { value: '', label: t('priceRule.month') },
          ...MONTHS.map((number) => ({
            value: String(number + 1),
            label: format.format(Date.UTC(LEAP_YEAR, number, 1)),
          })),
        ]}
        onChange={(event) => (event.target.value ? put(Number(event.target.value), day) : onChange(''))}
      />
      <Select
        label={t('priceRule.dayOf', { label })}
        className="[&>label+*]:mt-6.5 [&>label]:sr-only"
        value={day ? String(day) : ''}
        disabled={!month}
        options={[
          ...(day ? [] : [{ value: '', label: '–' }]),
          ...Array.from({ length: month ? daysIn(month - 1) : 0 }, (_, number) => ({
            value: String(number + 1),
            label: String(number + 1),
          })),
        ]}
        onChange={(event) => put(month, Number(event.target.value))}
      />
    </div>
  );
}
