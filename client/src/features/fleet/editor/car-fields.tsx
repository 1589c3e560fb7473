import { MapPin } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { useListPlacesQuery } from '@/lib/api';
import type { Place } from '@/lib/types';
import { NumberInput, SelectInput, TextInput } from '../form-fields';
import { DecimalField, WholeField } from '../inputs';
import { type CarBasics, FUELS, VEHICLE_TYPES } from './car-specs';
import { PAIR } from './layout';

const CITIES = 'fleet-cities';

/** What a car is and where it stands. */
export function CarFields({ form }: { form: UseFormReturn<CarBasics> }) {
  const { t } = useTranslation(['fleet', 'common']);
  return (
    <>
      <div className={PAIR}>
        <TextInput form={form} name="make" label={t('fact.make')} />
        <TextInput form={form} name="model" label={t('fact.model')} />
      </div>
      <div className="grid gap-5 sm:grid-cols-3">
        <NumberInput form={form} name="year" label={t('fact.year')} as={WholeField} />
        <SelectInput
          form={form}
          name="vehicle_type"
          label={t('fact.vehicle_type')}
          options={VEHICLE_TYPES.map((value) => ({ value, label: t(`common:vehicle.${value}`) }))}
        />
        <SelectInput
          form={form}
          name="fuel"
          label={t('fact.fuel')}
          options={[
            { value: '', label: t('fact.noFuel') },
            ...FUELS.map((value) => ({ value, label: t(`common:fuel.${value}`) })),
          ]}
        />
      </div>
      <div className={PAIR}>
        <TextInput form={form} name="city" label={t('fact.city')} list={CITIES} />
        <TextInput form={form} name="state" label={t('fact.state')} maxLength={2} />
      </div>
      <KnownPlace form={form} />
      <div className={PAIR}>
        <NumberInput form={form} name="lat" label={t('fact.lat')} as={DecimalField} hint={t('fact.positionHint')} />
        <NumberInput form={form} name="lng" label={t('fact.lng')} as={DecimalField} />
      </div>
    </>
  );
}

const LEAST_LETTERS = 2;

/** Cities that have cars already: their names while one types, and their position at one press. */
function KnownPlace({ form }: { form: UseFormReturn<CarBasics> }) {
  const { t } = useTranslation('fleet');
  const city = form.watch('city').trim();
  const { data = [] } = useListPlacesQuery({ q: city }, { skip: city.length < LEAST_LETTERS });
  const place = data.find((one) => one.city.toLowerCase() === city.toLowerCase());
  const take = ({ city: name, state, location }: Place) => {
    const values = { city: name, state, ...location };
    for (const field of ['city', 'state', 'lat', 'lng'] as const) {
      form.setValue(field, values[field], { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    }
  };
  return (
    <>
      <datalist id={CITIES}>
        {data.map((one) => (
          <option key={`${one.city} ${one.state}`} value={one.city} label={`${one.city}, ${one.state}`} />
        ))}
      </datalist>
      {place && (
        <Button tone="plain" size="small" className="min-h-11 self-start" onClick={() => take(place)}>
          <MapPin className="size-4" aria-hidden="true" />
          {t('fact.known', { place: `${place.city}, ${place.state}` })}
        </Button>
      )}
    </>
  );
}
