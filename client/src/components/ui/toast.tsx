import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

// Long enough to read a sentence twice and reach the button; the clock stands while pointer or focus is on it.
const SHOWN_FOR_MS = 10_000;
const AT_ONCE = 3;

type Toast = { text: string };
type Shown = Toast & { id: number };
type Show = (toast: Toast) => void;

const ToastContext = createContext<Show | null>(null);

export function useToast(): Show {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider around it');
  return show;
}

/** Tells what was done, politely, for a while and wherever in the area somebody has gone meanwhile. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const last = useRef(0);
  const show = useCallback((toast: Toast) => {
    last.current += 1;
    const shown = { ...toast, id: last.current };
    setToasts((before) => [...before, shown].slice(-AT_ONCE));
  }, []);
  const drop = useCallback((id: number) => setToasts((before) => before.filter((one) => one.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      <ol
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md flex-col gap-2 sm:right-6 sm:left-auto sm:mx-0 sm:w-md"
      >
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onDrop={drop} />
        ))}
      </ol>
    </ToastContext>
  );
}

function ToastItem({ toast: { id, text }, onDrop }: { toast: Shown; onDrop: (id: number) => void }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDrop(id), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [held, id, onDrop]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex items-center gap-1 transition-[translate,opacity] duration-200 starting:translate-y-4 starting:opacity-0 rounded-control bg-ink py-1 pr-1 pl-4 text-canvas shadow-lift"
    >
      <span className="min-w-0 flex-1 py-2 text-[0.9375rem]">{text}</span>
      <button
        type="button"
        aria-label={t('act.close')}
        onClick={() => onDrop(id)}
        className="grid size-11 shrink-0 place-items-center rounded-lg focus-visible:outline-canvas focus-visible:-outline-offset-2"
      >
        <X className="size-5" aria-hidden="true" />
      </button>
    </li>
  );
}
