import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from './class-names';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
  /** For pictures: as wide as the screen allows. */
  wide?: boolean;
  /** Where focus goes afterwards when code, not a button, opened the dialog. */
  returnFocus?: RefObject<HTMLElement | null>;
};

/** Loaded only when first opened: see lazy-dialog. */
export default function Dialog({ open, onClose, title, lead, children, wide, returnFocus }: DialogProps) {
  const { t } = useTranslation();
  return (
    <CSPProvider disableStyleElements>
      <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Base.Portal>
          {/* Over a panel too, which would otherwise stay as bright as the question about it. */}
          <Base.Backdrop
            forceRender
            className="fixed inset-0 z-50 bg-veil transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0"
          />
          <Base.Popup
            finalFocus={returnFocus}
            className={cn(
              'fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[90dvh] w-full flex-col overflow-y-auto rounded-t-card bg-surface p-6 text-ink shadow-lift transition-[translate,opacity] duration-200 ease-out data-ending-style:translate-y-4 data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 sm:rounded-card sm:data-ending-style:-translate-y-[calc(50%-0.5rem)] sm:data-starting-style:-translate-y-[calc(50%-0.5rem)]',
              wide ? 'max-w-5xl' : 'max-w-lg',
            )}
          >
            <div className="flex items-start justify-between gap-4">
              <Base.Title className="font-semibold text-2xl">{title}</Base.Title>
              <Base.Close
                aria-label={t('act.close')}
                className="-m-2 grid size-11 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-sunken"
              >
                <X className="size-5" aria-hidden="true" />
              </Base.Close>
            </div>
            {lead && <Base.Description className="mt-1 text-ink-soft">{lead}</Base.Description>}
            <div className="mt-5 flex flex-col gap-4">{children}</div>
          </Base.Popup>
        </Base.Portal>
      </Base.Root>
    </CSPProvider>
  );
}
