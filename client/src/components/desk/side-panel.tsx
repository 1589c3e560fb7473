import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';

export type SidePanelProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  /** What one may do with it; stays in sight while the rest scrolls. */
  acts?: ReactNode;
  /** Where focus goes afterwards when neither a button nor a row opened it. */
  returnFocus?: RefObject<HTMLElement | null>;
};

/** Details beside their list, and the whole screen on phones. Loaded when first opened: see lazy-side-panel. */
export default function SidePanel({ open, onClose, title, lead, children, acts, returnFocus }: SidePanelProps) {
  const { t } = useTranslation();
  return (
    <CSPProvider disableStyleElements>
      <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Base.Portal>
          <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Base.Popup
            finalFocus={returnFocus}
            className="fixed inset-y-0 right-0 z-50 flex w-full flex-col bg-surface text-ink shadow-lift transition-[translate,opacity] duration-200 ease-out data-ending-style:translate-x-8 data-starting-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:max-w-xl sm:border-line sm:border-l"
          >
            <div className="flex items-start justify-between gap-4 border-line border-b px-5 py-4 sm:px-6">
              <div className="min-w-0">
                <Base.Title className="font-semibold text-xl">{title}</Base.Title>
                {lead && <Base.Description className="mt-0.5 text-ink-soft">{lead}</Base.Description>}
              </div>
              <Base.Close
                aria-label={t('act.close')}
                className="-m-2 grid size-11 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-sunken"
              >
                <X className="size-5" aria-hidden="true" />
              </Base.Close>
            </div>
            <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-5 py-5 sm:px-6">{children}</div>
            {acts && <div className="flex flex-wrap gap-3 border-line border-t px-5 py-4 sm:px-6">{acts}</div>}
          </Base.Popup>
        </Base.Portal>
      </Base.Root>
    </CSPProvider>
  );
}
