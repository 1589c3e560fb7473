import { Plus, Trash2 } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { NumberInput, useBound } from '../form-fields';
import { AmountField, WholeField } from '../inputs';
import { BLANK_SECTION, type Sections } from './event-specs';

const MOST_SECTIONS = 50;

/** The parts of an event that are sold: each so many equal places at one price. */
export function SectionsFields({ form }: { form: UseFormReturn<Sections> }) {
  const { t } = useTranslation('fleet');
  const { value: sections, onChange } = useBound(form, 'sections');
  return (
    <>
      <p className="max-w-prose text-ink-soft">
        {t('ticket.hint')} {t('ticket.free')}
      </p>
      {sections.map(({ name }, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: new ones have no id yet; all their values are the form's.
        <fieldset key={number} className="min-w-0 rounded-card border border-line p-4 pt-2">
          <legend className="px-1 font-semibold">{t('ticket.legend', { number: number + 1 })}</legend>
          <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
            <NameInput form={form} number={number} />
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
              off={sections.length === 1}
              aria-label={t('ticket.remove', { name: name || String(number + 1) })}
              onClick={() => onChange(sections.filter((_, place) => place !== number))}
            >
              <Trash2 className="size-5" aria-hidden="true" />
            </Button>
          </div>
        </fieldset>
      ))}
      {sections.length < MOST_SECTIONS && (
        <Button tone="plain" className="self-start" onClick={() => onChange([...sections, BLANK_SECTION])}>
          <Plus className="size-4" aria-hidden="true" />
          {t('ticket.add')}
        </Button>
      )}
    </>
  );
}

/** Tied to its value and not to its place: a section that goes takes its name along. */
function NameInput({ form, number }: { form: UseFormReturn<Sections>; number: number }) {
  const { t } = useTranslation('fleet');
  const { value, onChange, error } = useBound(form, `sections.${number}.name`);
  return (
    <Field label={t('ticket.name')} error={error}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="control"
        />
      )}
    </Field>
  );
}
