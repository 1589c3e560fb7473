import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { Button } from './button';
import { RequestId } from './request-id';

type PanelProps = { problem: Problem; onRetry?: () => void; act?: ReactNode };

/** What happened, why, what now. Takes the place of the view it could not show. */
export function ProblemPanel({ problem, onRetry, act }: PanelProps) {
  const { t } = useTranslation();
  const words = useProblemWords()(problem);
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-card border border-line bg-surface p-6 sm:p-8">
      <h2 className="font-semibold text-xl">{words.title}</h2>
      <p className="max-w-prose text-ink-soft">{words.detail}</p>
      <div className="flex flex-wrap gap-3">
        {onRetry && (
          <Button tone="plain" onClick={onRetry}>
            <RotateCw className="size-4" aria-hidden="true" />
            {t('act.tryAgain')}
          </Button>
        )}
        {act}
      </div>
      <RequestId id={words.requestId} />
    </div>
  );
}
