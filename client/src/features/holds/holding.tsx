import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActBar } from '@/components/ui/act-bar';
import type { Kind } from '@/lib/types';
import type { Draft } from '@/store/draft';
import { ConflictDialog } from './conflict-dialog';
import { HoldButton } from './hold-button';
import { HoldNotice } from './hold-notice';
import { usePlaceHold } from './use-place-hold';
import { useResumedHold } from './use-resumed-hold';

type HoldingProps = {
  kind: Kind;
  /** Whether the page knows what it is about, so that a hold from before the sign-in may go on. */
  ready: boolean;
  /** What is chosen; null while it cannot be held. */
  draft: Draft | null;
  /** Names the act. */
  label: string;
  sum: ReactNode | null;
  note?: ReactNode;
  timeZone?: string;
  /** Where the like is found. */
  searchLink: string;
};

/** The act under a choice, and all that can become of it: waits, refusals, and what would do instead. */
export function Holding({ kind, ready, draft, label, sum, note, timeZone, searchLink }: HoldingProps) {
  const { t } = useTranslation('holds');
  const { state, place, reset } = usePlaceHold();
  const [wanted, setWanted] = useState<Draft | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const take = (next: Draft) => {
    setWanted(next);
    void place(next);
  };
  useResumedHold(ready, take);
  return (
    <div ref={anchor} tabIndex={-1} className="flex flex-col gap-3">
      <ActBar
        sum={sum}
        note={note ?? t('nothingCharged')}
        act={<HoldButton state={state} label={label} off={!draft} onPress={() => draft && take(draft)} />}
      >
        <HoldNotice
          state={state}
          kind={kind}
          timeZone={timeZone}
          onAgain={() => wanted && take(wanted)}
          onReset={reset}
        />
      </ActBar>
      <ConflictDialog
        state={state}
        wanted={wanted}
        searchLink={searchLink}
        onTake={take}
        onClose={reset}
        returnFocus={anchor}
      />
    </div>
  );
}
