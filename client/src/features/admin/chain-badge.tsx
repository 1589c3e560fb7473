import { Link2, Link2Off, LoaderCircle, ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { useToast } from '@/components/ui/toast';
import { asProblem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { useSealAuditTrailMutation } from './api';
import { ChainFinding } from './chain-finding';
import { useRefusalWords } from './refusal-words';
import { useVerifyChain } from './use-verify-chain';

const LOOKS = {
  idle: { Icon: ShieldQuestion, look: 'text-ink-soft' },
  running: { Icon: LoaderCircle, look: 'text-brand motion-safe:animate-spin' },
  unbroken: { Icon: Link2, look: 'text-good' },
  broken: { Icon: Link2Off, look: 'text-bad' },
  unknown: { Icon: ShieldQuestion, look: 'text-amber' },
};

/** Whether anybody has touched the trail: proved entry by entry, when somebody asks. */
export function ChainBadge() {
  const { t } = useTranslation('admin');
  const { walk, start } = useVerifyChain();
  const { Icon, look } = LOOKS[walk.is];
  return (
    <Card
      aria-label={t('chain.label')}
      className={cn(
        'flex flex-col gap-4 sm:flex-row sm:items-center sm:justify-between',
        walk.is === 'broken' && 'border-bad bg-bad-soft',
      )}
    >
      <div className="flex min-w-0 flex-1 items-start gap-3">
        <Icon className={cn('mt-0.5 size-6 shrink-0', look)} aria-hidden="true" />
        <div role="status" className="flex min-w-0 flex-1 flex-col gap-1">
          <ChainFinding walk={walk} />
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button busy={walk.is === 'running'} tone="plain" onClick={start}>
          {t(walk.is === 'idle' || walk.is === 'running' ? 'chain.verify' : 'chain.again')}
        </Button>
        {/* What is sealed over a break looks whole again to whoever comes later. */}
        {walk.is !== 'broken' && <Seal />}
      </div>
    </Card>
  );
}

function Seal() {
  const { t } = useTranslation('admin');
  const [seal, { isLoading }] = useSealAuditTrailMutation();
  const say = useToast();
  const words = useProblemWords();
  const refusal = useRefusalWords();
  const run = async () => {
    const { data, error } = await seal();
    say({ text: data ? t('chain.sealed', { count: data.sealed }) : words(refusal(asProblem(error))).title });
  };
  return (
    <Button tone="quiet" busy={isLoading} onClick={run}>
      {t('chain.seal')}
    </Button>
  );
}
