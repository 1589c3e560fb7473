import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../form-fields';

type ZoneProps<V extends FieldValues> = { form: UseFormReturn<V>; name: Path<V> };

const ZONES = 'time-zones';

/** The name of a time zone, with all there are to choose from while one types. */
export function ZoneInput<V extends FieldValues>({ form, name }: ZoneProps<V>) {
  const { t } = useTranslation('fleet');
  return (
    <>
      <TextInput form={form} name={name} label={t('fact.time_zone')} hint={t('fact.zoneHint')} list={ZONES} />
      <datalist id={ZONES}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
