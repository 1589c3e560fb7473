import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';

type SaveBarProps = { dirty: boolean; busy: boolean; saved: boolean; onDiscard: () => void; onSave?: () => void };

/** Where what was changed is saved or dropped; in sight as long as there is something to save. */
export function SaveBar({ dirty, busy, saved, onDiscard, onSave }: SaveBarProps) {
  const { t } = useTranslation('fleet');
  return (
    <div className={dirty || busy ? 'sticky bottom-4 z-20' : ''}>
      <div
        className={
          dirty || busy
            ? 'flex flex-wrap items-center gap-3 rounded-card border border-edge bg-surface py-2 pr-2 pl-5 shadow-lift'
            : undefined
        }
      >
        <p role="status" className="mr-auto flex items-center gap-2 font-medium">
          {saved && !dirty && !busy && (
            <>
              <CircleCheck className="size-5 text-good" aria-hidden="true" />
              {t('save.done')}
            </>
          )}
          {dirty && t('save.dirty')}
        </p>
        {(dirty || busy) && (
          <>
            <Button tone="quiet" off={busy} onClick={onDiscard}>
              {t('save.discard')}
            </Button>
            <Button type={onSave ? 'button' : 'submit'} busy={busy} onClick={onSave}>
              {t(busy ? 'save.working' : 'save.act')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
