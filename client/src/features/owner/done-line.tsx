import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { useRemoveBlockMutation } from './api';

/** What was done last, and the block to give back at one press where it was a block. */
export type Done = { words: string; block?: { listingId: string; blockId: string; title: string } };

export function DoneLine({ done, onUndone }: { done: Done | null; onUndone: (title: string) => void }) {
  const { t } = useTranslation('owner');
  const words = useProblemWords();
  const [remove, { isLoading, error }] = useRemoveBlockMutation();
  const block = done?.block;
  const undo = async () => {
    if (!block) return;
    const answer = await remove({ listingId: block.listingId, blockId: block.blockId });
    if (!answer.error) onUndone(block.title);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <p role="status" className="font-medium text-good empty:hidden">
        {done?.words}
      </p>
      {block && (
        <Button tone="plain" size="small" className="min-h-11" busy={isLoading} onClick={undo}>
          <Undo2 className="size-4" aria-hidden="true" />
          {t('block.undo')}
        </Button>
      )}
      {block && error && !isLoading && (
        <p role="alert" className="font-medium text-bad text-sm">
          {words(asProblem(error)).detail}
        </p>
      )}
    </div>
  );
}
