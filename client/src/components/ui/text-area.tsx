import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id'> & { label: string; hint?: ReactNode; error?: string };

export function TextArea({ label, hint, error, className, rows = 4, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <textarea {...rest} {...control} rows={rows} className="control resize-y" />}
    </Field>
  );
}
