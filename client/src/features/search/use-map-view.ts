import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { frameOf, kept, NATION, type Point, type View } from './map-geometry';
import { FIELD } from './usa-shapes.gen';

const STEP = 2;
/** A press that moves less than this is a press, not a pull. */
const SLACK_PX = 6;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Where a map looks: at `home` until somebody moves it, by a pull, arrow keys, plus and minus, or the buttons. It comes
 * closer to what is `looked` at, so that what has focus stays in sight.
 */
export function useMapView(home: View, paneWidth: number, looked: Point | null) {
  const [moved, setMoved] = useState<View | null>(null);
  const pulled = useRef<{ from: Point; view: View; far: boolean } | null>(null);
  const view = moved ?? home;
  const move = (next: View) => setMoved(kept(next));
  const closer = () => move({ ...view, ...looked, zoom: view.zoom * STEP });
  const wider = () => move(view.zoom / STEP <= 1 ? NATION : { ...view, ...looked, zoom: view.zoom / STEP });

  const onKeyDown = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (way) {
      const { width, height } = frameOf(view);
      // The map itself takes the focus, because the circle that has it may be moved out of sight.
      (event.currentTarget as HTMLElement).focus();
      move({ ...view, x: view.x + (way.x * width) / 4, y: view.y + (way.y * height) / 4 });
    } else if (event.key === '+' || event.key === '=') closer();
    else if (event.key === '-') wider();
    else return;
    event.preventDefault();
  };

  const pull = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      pulled.current = { from: { x: event.clientX, y: event.clientY }, view, far: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = pulled.current;
      if (!start) return;
      const [x, y] = [event.clientX - start.from.x, event.clientY - start.from.y];
      if (!start.far && Math.hypot(x, y) < SLACK_PX) return;
      // Only now, because a pointer that is held by the map presses none of its circles.
      if (!start.far) event.currentTarget.setPointerCapture(event.pointerId);
      start.far = true;
      const unitsPerPx = FIELD.width / start.view.zoom / paneWidth;
      move({ ...start.view, x: start.view.x - x * unitsPerPx, y: start.view.y - y * unitsPerPx });
    },
    onPointerUp: () => {
      pulled.current = null;
    },
    onPointerCancel: () => {
      pulled.current = null;
    },
  };
  return { view, isMoved: moved !== null, closer, wider, whole: () => move(NATION), onKeyDown, pull };
}
