import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import type { TableProps } from './table-types';

const LOOK = 'rounded-sm text-left font-semibold underline-offset-4 hover:underline';

type OpenerProps<Row> = Pick<TableProps<Row>, 'onOpen' | 'linkTo'> & { row: Row; children: ReactNode };

/** What names the row, as the link or button that opens it. */
export function RowOpener<Row>({ row, onOpen, linkTo, children }: OpenerProps<Row>) {
  if (linkTo) {
    return (
      <Link to={linkTo(row)} data-row-opener="" onClick={() => onOpen?.(row)} className={LOOK}>
        {children}
      </Link>
    );
  }
  if (!onOpen) return children;
  return (
    <button type="button" data-row-opener="" onClick={() => onOpen(row)} className={LOOK}>
      {children}
    </button>
  );
}

const OWN_PRESS = 'a, button, input, select, textarea, label';

/** A press anywhere on the row opens it, unless it was meant for something in it, or marked some text. */
export function openByPress(event: MouseEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (target.closest(OWN_PRESS) || window.getSelection()?.toString()) return;
  event.currentTarget.querySelector<HTMLElement>('[data-row-opener]')?.click();
}

/** j and k walk through the rows while focus is among them; Enter is the opener's own. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const by = { j: 1, k: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!by || event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select, textarea')) return;
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-opener]')];
  const here = target.closest('[data-row]')?.querySelector<HTMLElement>('[data-row-opener]');
  const next = openers[here ? openers.indexOf(here) + by : 0];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
