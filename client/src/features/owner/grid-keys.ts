import type { KeyboardEvent } from 'react';
import type { useMarking } from './use-marking';

export type Cell = { row: number; day: number };

type GridKeys = {
  cell: Cell;
  rows: number;
  days: number;
  marking: ReturnType<typeof useMarking>;
  listingAt: (row: number) => string;
  /** True when there was something to open. */
  onOpen: (cell: Cell) => boolean;
};

const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));

/** Arrow keys walk; Enter opens what a day has, or begins to mark and ends it; Escape marks nothing. */
export function gridKeys({ cell, rows, days, marking, listingAt, onOpen }: GridKeys) {
  const walk = (event: KeyboardEvent<HTMLElement>, [down, along]: [number, number]) => {
    event.preventDefault();
    const next = { row: within(cell.row + (marking.marking ? 0 : down), rows), day: within(cell.day + along, days) };
    if (marking.marking) marking.extend(next.day);
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${next.row} ${next.day}"]`)?.focus();
  };
  const press = () => {
    if (marking.marking) return marking.finish();
    if (!onOpen(cell)) marking.begin(listingAt(cell.row), cell.day);
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    const onBar = (event.target as Element).closest('[data-bar]');
    if (onBar || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (move) return walk(event, move);
    if (event.key === 'Escape' && marking.marking) {
      event.preventDefault();
      return marking.cancel();
    }
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  };
}
