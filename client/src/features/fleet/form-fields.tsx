// The kit's fields as parts of a form: tied to their value, and saying what is wrong with it.
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import type { FieldError, FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from '@/components/ui/field';
import { type Option, Select } from '@/components/ui/select';
import { FAULTS, type Fault } from './faults';
import { useServerWords } from './server-words';

type InForm<V extends FieldValues> = {
  form: UseFormReturn<V>;
  name: Path<V>;
  label: string;
  hint?: ReactNode;
  className?: string;
};

const isFault = (message: string | undefined): message is Fault => FAULTS.some((fault) => fault === message);

/** The checks' own and the server's, in the reader's words. */
export function useFaultWords(): (error: FieldError | undefined) => string | undefined {
  const { t } = useTranslation('fleet');
  const inWords = useServerWords();
  return (error) => {
    if (!error) return undefined;
    const { message } = error;
    if (!message) return t('fault.missing');
    return isFault(message) ? t(`fault.${message}`) : inWords(message);
  };
}

function useErrorOf<V extends FieldValues>(form: UseFormReturn<V>, name: Path<V>): string | undefined {
  const words = useFaultWords();
  return words(form.getFieldState(name, form.formState).error);
}

/** A value of the form for what is no plain field of the browser: as it is, how to change it, what is wrong with it. */
export function useBound<V extends FieldValues, N extends Path<V>>(form: UseFormReturn<V>, name: N) {
  const error = useErrorOf(form, name);
  const onChange = (next: PathValue<V, N>) =>
    form.setValue(name, next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  return { value: form.watch(name), onChange, error };
}

type TextProps<V extends FieldValues> = InForm<V> & Omit<ComponentProps<'input'>, 'form' | 'name' | 'className'>;

export function TextInput<V extends FieldValues>({ form, name, label, hint, className, ...input }: TextProps<V>) {
  const error = useErrorOf(form, name);
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input autoComplete="off" {...input} {...control} {...form.register(name)} className="control" />}
    </Field>
  );
}

type NumberFieldProps = {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  error?: string;
  hint?: ReactNode;
  className?: string;
  unit?: string;
};

type NumberProps<V extends FieldValues> = InForm<V> & { as: ComponentType<NumberFieldProps>; unit?: string };

/** A number, an amount or a length, as the field given as `as` reads it. */
export function NumberInput<V extends FieldValues>({ form, name, as: Input, ...rest }: NumberProps<V>) {
  const { value, onChange, error } = useBound(form, name);
  return <Input {...rest} value={value} onChange={(next) => onChange(next as typeof value)} error={error} />;
}

export function SelectInput<V extends FieldValues>(props: InForm<V> & { options: readonly Option[] }) {
  const { form, name, ...rest } = props;
  const error = useErrorOf(form, name);
  return <Select {...rest} {...form.register(name)} error={error} />;
}
