import { Pause, Play, RotateCcw } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import type { Replay } from './use-replay';

type ReplayButtonProps = { replay: Replay } & Pick<ComponentProps<typeof Button>, 'tone' | 'size' | 'className'>;

/** Stops and goes on with everything that moves on the page of a run: lanes, places and log. */
export function ReplayButton({ replay, tone = 'plain', ...look }: ReplayButtonProps) {
  const { t } = useTranslation('lab');
  const { playing, over, play, pause } = replay;
  const [act, Icon] = playing
    ? (['pause', Pause] as const)
    : over
      ? (['again', RotateCcw] as const)
      : (['play', Play] as const);
  return (
    <Button {...look} tone={tone} onClick={playing ? pause : play}>
      <Icon className="size-4" aria-hidden="true" />
      {t(`replay.${act}`)}
    </Button>
  );
}
