import { type RefObject, useLayoutEffect, useState } from 'react';

/** How wide an element is drawn, kept up with its changes; `unknown` where nothing is measured. */
export function useWidth(element: RefObject<HTMLElement | null>, unknown: number): number {
  const [width, setWidth] = useState(unknown);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || typeof ResizeObserver === 'undefined') return;
    const measure = () => setWidth(box.clientWidth || unknown);
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, unknown]);
  return width;
}
