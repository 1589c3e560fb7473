import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../form-fields';
import type { EventBasics } from './event-specs';
import { PAIR } from './layout';
import { ZoneInput } from './zone-input';

/** What an event is, where and when. */
export function EventFields({ form }: { form: UseFormReturn<EventBasics> }) {
  const { t } = useTranslation('fleet');
  return (
    <>
      <TextInput form={form} name="title" label={t('fact.title')} />
      <TextInput form={form} name="venue" label={t('fact.venue')} />
      <div className={PAIR}>
        <TextInput form={form} name="city" label={t('fact.city')} />
        <TextInput form={form} name="state" label={t('fact.state')} maxLength={2} />
      </div>
      <ZoneInput form={form} name="time_zone" />
      <div className={PAIR}>
        <TextInput
          form={form}
          name="starts"
          type="datetime-local"
          label={t('fact.starts_at')}
          hint={t('fact.datesHint')}
        />
        <TextInput form={form} name="ends" type="datetime-local" label={t('fact.ends_at')} />
      </div>
    </>
  );
}
