import type { BaseSyntheticEvent } from 'react';

/** Leads to the first field that says what is wrong with it, as the page shows them; for `handleSubmit` to call. */
export function focusFault(_: unknown, event?: BaseSyntheticEvent): void {
  const form: unknown = event?.target;
  // The words about it are drawn first.
  setTimeout(() => {
    if (form instanceof HTMLElement) form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}
