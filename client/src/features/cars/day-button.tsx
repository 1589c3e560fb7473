import { useEffect, useRef } from 'react';
import type { DayButtonProps } from 'react-day-picker';

/** A day that stays reachable by keys when it is off, so that it can say why. */
export function DayButton({ day: _, modifiers, ...rest }: DayButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (modifiers.focused) button.current?.focus();
  }, [modifiers.focused]);
  return <button {...rest} ref={button} type="button" aria-disabled={modifiers.off || undefined} />;
}
