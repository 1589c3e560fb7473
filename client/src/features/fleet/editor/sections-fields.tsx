import { Plus, Trash2 } from 'lucide-react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { NumberInput, TextInput } from '../form-fields';
import { AmountField, WholeField } from '../inputs';
import { BLANK_SECTION, type Sections } from './event-specs';

const MOST_SECTIONS = 50;

/** The parts of an event that are sold: each so many equal places at one price. */
export function SectionsFields({ form }: { form: UseFormReturn<Sections> }) {
  const { t } = useTranslation('fleet');
  // The API's own `id` must stay what it is, so the list's key has another name.
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'sections', keyName: 'rowKey' });
  return (
    <>
      <p className="max-w-prose text-ink-soft">
        {t('ticket.hint')} {t('ticket.free')}
      </p>
      {fields.map(({ rowKey, name }, number) => (
        <fieldset key={rowKey} className="min-w-0 rounded-card border border-line p-4 pt-2">
          <legend className="px-1 font-semibold">{t('ticket.legend', { number: number + 1 })}</legend>
          <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
            <TextInput form={form} name={`sections.${number}.name`} label={t('ticket.name')} />
            <NumberInput form={form} name={`sections.${number}.price`} label={t('ticket.price')} as={AmountField} />
            <NumberInput
              form={form}
              name={`sections.${number}.capacity`}
              label={t('ticket.capacity')}
              as={WholeField}
            />
            <Button
              tone="quiet"
              size="icon"
              className="sm:mt-6.5"
              off={fields.length === 1}
              aria-label={t('ticket.remove', { name: name || String(number + 1) })}
              onClick={() => remove(number)}
            >
              <Trash2 className="size-5" aria-hidden="true" />
            </Button>
          </div>
        </fieldset>
      ))}
      {fields.length < MOST_SECTIONS && (
        <Button tone="plain" className="self-start" onClick={() => append(BLANK_SECTION)}>
          <Plus className="size-4" aria-hidden="true" />
          {t('ticket.add')}
        </Button>
      )}
    </>
  );
}
