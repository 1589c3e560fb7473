import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import type { Choice } from './use-choice';

// What the server changes at once; it refuses a filter that finds more.
const MOST_AT_ONCE = 500;

type BarProps = { choice: Choice; total: number; onChange: () => void; opener: RefObject<HTMLButtonElement | null> };

/** Says how many are chosen and what can be done with them; stays in sight while one chooses. */
export function ChoiceBar({ choice, total, onChange, opener }: BarProps) {
  const { t } = useTranslation('fleet');
  const { count, all, rows } = choice;
  const more = !all && rows.length < total && total <= MOST_AT_ONCE;
  const tooMany = count > MOST_AT_ONCE;
  return (
    <div role="status" className="sticky bottom-4 z-20">
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-edge bg-surface py-2 pr-2 pl-5 shadow-lift">
          <p className="mr-auto font-semibold">{t('choice.count', { count })}</p>
          {tooMany && <p className="text-amber text-sm">{t('choice.tooMany', { count: MOST_AT_ONCE })}</p>}
          {more && (
            <Button tone="quiet" onClick={choice.chooseAll}>
              {t('choice.all', { count: total })}
            </Button>
          )}
          <Button ref={opener} off={tooMany} onClick={onChange}>
            {t('choice.change')}
          </Button>
          <Button tone="quiet" size="icon" aria-label={t('choice.clear')} onClick={choice.clear}>
            <X className="size-5" aria-hidden="true" />
          </Button>
        </div>
      )}
    </div>
  );
}
