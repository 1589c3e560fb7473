import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { type HoldState, isRunning } from './use-place-hold';

type HoldButtonProps = { state: HoldState; label: string; off?: boolean; onPress: () => void };

/** Names its act; while it runs it says what it waits for. */
export function HoldButton({ state, label, off, onPress }: HoldButtonProps) {
  const { t } = useTranslation('holds');
  return (
    <Button
      size="large"
      className="w-full min-w-0 max-sm:px-3 max-sm:text-base"
      busy={isRunning(state)}
      off={off || state.name === 'wait'}
      onClick={onPress}
    >
      {!isRunning(state) && <LockKeyhole className="size-5 max-sm:hidden" aria-hidden="true" />}
      {isRunning(state) ? t(`phase.${state.name as 'sending'}`) : label}
    </Button>
  );
}
