import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './class-names';

type SwitchProps = Omit<ComponentProps<'input'>, 'id' | 'type' | 'role'> & { label: ReactNode; hint?: ReactNode };

/** For what takes effect at once; what waits for a form to be sent is a checkbox. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={cn('flex min-w-0 items-center justify-between gap-4', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="block cursor-pointer py-1 font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-faint text-sm">
            {hint}
          </p>
        )}
      </div>
      <span className="relative grid h-11 w-13 shrink-0 place-items-center">
        <input
          {...rest}
          id={id}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself.
          role="switch"
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="peer absolute inset-0 z-10 size-full cursor-pointer opacity-0 disabled:cursor-default"
        />
        <span
          aria-hidden="true"
          className="h-7 w-13 rounded-full border border-edge bg-sunken transition-colors peer-checked:border-brand peer-checked:bg-brand peer-focus-visible:outline-2 peer-focus-visible:outline-brand peer-focus-visible:outline-offset-2 peer-disabled:opacity-60"
        />
        <span
          aria-hidden="true"
          className="absolute left-1 size-5 rounded-full bg-edge transition-[translate,background-color] peer-checked:translate-x-6 peer-checked:bg-on-brand"
        />
      </span>
    </div>
  );
}
