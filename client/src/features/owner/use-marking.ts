// Days that are being marked to be blocked: drawn with a pointer, or from cell to cell with the keys.
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

// Long enough that nobody who scrolls marks days, short enough that nobody gives up.
const LONG_PRESS_MS = 400;
const STILL_PX = 8;

export type Marking = { listingId: string; anchor: number; head: number };
export type Marked = { listingId: string; first: number; last: number };

export const boundsOf = ({ listingId, anchor, head }: Marking): Marked => ({
  listingId,
  first: Math.min(anchor, head),
  last: Math.max(anchor, head),
});

const cellOf = (target: EventTarget | null) => (target as Element | null)?.closest<HTMLElement>('[data-day]') ?? null;
const placeOf = ({ dataset }: HTMLElement) => ({ listingId: dataset.listing ?? '', day: Number(dataset.day) });

/** The day of the row `cell` is in that lies under `x`, however far above or below the pointer has gone. */
function dayUnder(cell: HTMLElement, x: number): number {
  const cells = [...(cell.parentElement?.querySelectorAll<HTMLElement>('[data-day]') ?? [])];
  const under = cells.findIndex((one) => x < one.getBoundingClientRect().right);
  return under < 0 ? cells.length - 1 : under;
}

type MarkingProps = {
  grid: RefObject<HTMLElement | null>;
  /** A touch marks at once and scrolls nothing. */
  atOnce: boolean;
  onMarked: (marked: Marked) => void;
};

export function useMarking({ grid, atOnce, onMarked }: MarkingProps) {
  const [marking, setMarking] = useState<Marking | null>(null);
  const drawn = useRef<{ cell: HTMLElement; x: number; y: number; timer?: ReturnType<typeof setTimeout> } | null>(null);
  const now = useRef(marking);
  now.current = marking;
  const tell = useRef(onMarked);
  tell.current = onMarked;

  const cancel = useCallback(() => {
    clearTimeout(drawn.current?.timer);
    drawn.current = null;
    setMarking(null);
  }, []);
  const begin = useCallback((listingId: string, day: number) => setMarking({ listingId, anchor: day, head: day }), []);
  const extend = useCallback((day: number) => setMarking((before) => before && { ...before, head: day }), []);
  const finish = useCallback(() => {
    const done = now.current;
    cancel();
    if (done) tell.current(boundsOf(done));
  }, [cancel]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const cell = cellOf(event.target);
    const onBar = (event.target as Element).closest('[data-bar]');
    if (!cell || onBar || event.button !== 0) return;
    const { listingId, day } = placeOf(cell);
    drawn.current = { cell, x: event.clientX, y: event.clientY };
    if (event.pointerType === 'mouse' || atOnce) begin(listingId, day);
    else drawn.current.timer = setTimeout(() => begin(listingId, day), LONG_PRESS_MS);
  };

  useEffect(() => {
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const from = drawn.current;
      if (!from) return;
      if (now.current) return extend(dayUnder(from.cell, clientX));
      if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) cancel();
    };
    const onUp = () => {
      if (!drawn.current) return;
      if (now.current) finish();
      else cancel();
    };
    const onGone = () => drawn.current && cancel();
    // A page that scrolls takes the finger away from what it draws.
    const onTouch = (event: TouchEvent) => now.current && drawn.current && event.cancelable && event.preventDefault();
    const element = grid.current;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onGone);
    element?.addEventListener('touchmove', onTouch, { passive: false });
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onGone);
      element?.removeEventListener('touchmove', onTouch);
    };
  }, [grid, extend, cancel, finish]);

  return { marking, begin, extend, finish, cancel, onPointerDown };
}
