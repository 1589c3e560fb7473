import { createContext, type ReactNode, type RefObject, useCallback, useContext, useEffect, useRef } from 'react';
import { UnsavedGuard } from './unsaved-guard';

type IsDirty = () => boolean;

const Parts = createContext<Set<IsDirty>>(new Set());

/** One guard for all forms of a page: the router knows only one at a time. */
export function UnsavedScope({ children }: { children: ReactNode }) {
  const parts = useRef(new Set<IsDirty>());
  const dirty = useCallback(() => [...parts.current].some((isDirty) => isDirty()), []);
  return (
    <Parts value={parts.current}>
      <UnsavedGuard dirty={dirty} />
      {children}
    </Parts>
  );
}

/** Asks before the page is left while `dirty`, unless `done` says that leaving is the end of it. */
export function useUnsaved(dirty: boolean, done?: RefObject<boolean>): void {
  const parts = useContext(Parts);
  const now = useRef(dirty);
  now.current = dirty;
  useEffect(() => {
    const isDirty = () => now.current && !done?.current;
    parts.add(isDirty);
    return () => {
      parts.delete(isDirty);
    };
  }, [parts, done]);
}
