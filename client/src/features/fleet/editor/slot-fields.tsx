import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Segmented } from '@/components/ui/segmented';
import { NumberInput, TextInput, useBound } from '../form-fields';
import { WholeField } from '../inputs';
import { HoursField } from './hours-field';
import { PAIR } from './layout';
import type { SlotBasics, SlotTimes } from './slot-specs';
import { ZoneInput } from './zone-input';

const USUAL_SLOT = 60;

/** What is booked by the slot, and where. */
export function SlotFields({ form }: { form: UseFormReturn<SlotBasics> }) {
  const { t } = useTranslation('fleet');
  return (
    <>
      <TextInput form={form} name="title" label={t('fact.title')} />
      <TextInput form={form} name="group" label={t('fact.group')} hint={t('fact.groupHint')} />
      <div className={PAIR}>
        <TextInput form={form} name="city" label={t('fact.city')} />
        <TextInput form={form} name="state" label={t('fact.state')} maxLength={3} />
      </div>
      <ZoneInput form={form} name="time_zone" />
    </>
  );
}

/** When it is open, how long a slot is, and how many bookings there can be at a time. */
export function SlotTimesFields({ form }: { form: UseFormReturn<SlotTimes> }) {
  const { t } = useTranslation('fleet');
  const always = useBound(form, 'always');
  const hours = useBound(form, 'hours');
  const slot = useBound(form, 'slot_minutes');
  const fixed = slot.value !== null;
  return (
    <>
      <Segmented
        label={t('hours.label')}
        value={always.value ? 'always' : 'byDay'}
        onChange={(next) => always.onChange(next === 'always')}
        options={[
          { value: 'byDay', label: t('hours.byDay') },
          { value: 'always', label: t('hours.always') },
        ]}
      />
      {!always.value && <HoursField {...hours} />}
      <Segmented
        label={t('slots.kind')}
        value={fixed ? 'fixed' : 'free'}
        onChange={(next) => slot.onChange(next === 'fixed' ? USUAL_SLOT : null)}
        options={[
          { value: 'fixed', label: t('slots.fixed') },
          { value: 'free', label: t('slots.free') },
        ]}
      />
      {fixed && (
        <div className={PAIR}>
          <NumberInput
            form={form}
            name="slot_minutes"
            label={t('fact.slot_minutes')}
            as={WholeField}
            unit={t('unit.minutes')}
          />
          <NumberInput
            form={form}
            name="step_minutes"
            label={t('fact.step_minutes')}
            hint={t('slots.stepHint')}
            as={WholeField}
            unit={t('unit.minutes')}
          />
        </div>
      )}
      <NumberInput
        form={form}
        name="capacity"
        label={t('fact.capacity')}
        hint={t('slots.capacityHint')}
        as={WholeField}
        className="sm:max-w-64"
      />
    </>
  );
}
