import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { serverNow } from '@/lib/clock';
import { formatCountdown } from '@/lib/format';
import { useProblemWords } from '@/lib/problem-words';
import type { HoldState } from './use-place-hold';

type NoticeProps = {
  state: HoldState;
  /** Of the car: bounds are told by its clock. */
  timeZone?: string;
  onAgain: () => void;
  onReset: () => void;
};

/** Says beside the button how the hold is going; conflicts have their own dialog. */
export function HoldNotice({ state, timeZone, onAgain, onReset }: NoticeProps) {
  const { t } = useTranslation();
  const wordsFor = useProblemWords();
  if (state.name === 'checking') {
    return (
      <Notice tone="wait" role="status" title={t('hold.checkingTitle')}>
        {t('hold.checkingText')}
      </Notice>
    );
  }
  if (state.name === 'busy') {
    return (
      <Notice tone="wait" role="status" title={t('hold.busyTitle')}>
        {t('hold.busyText', { attempt: state.attempt })}
      </Notice>
    );
  }
  if (state.name === 'wait') return <Wait key={state.problem.requestId} seconds={state.seconds} onReset={onReset} />;
  if (state.name === 'unreachable') {
    return (
      <Notice tone="bad" role="alert" title={t('hold.unreachableTitle')}>
        <p>{t('hold.unreachableText')}</p>
        <Button size="small" tone="plain" className="my-2" onClick={onAgain}>
          {t('hold.checkAgain')}
        </Button>
        <RequestId id={state.problem.requestId} />
      </Notice>
    );
  }
  if (state.name !== 'refused') return null;
  const words = wordsFor(state.problem, timeZone);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      <p>{words.detail}</p>
      {state.problem.code === 'too_many_holds' && (
        <Link to="/bookings" className="font-semibold text-brand underline underline-offset-4">
          {t('problem.too_many_holds.act')}
        </Link>
      )}
      <RequestId id={words.requestId} />
    </Notice>
  );
}

function Wait({ seconds, onReset }: { seconds: number; onReset: () => void }) {
  const { t } = useTranslation();
  const [until] = useState(() => new Date(serverNow() + seconds * 1000).toISOString());
  const left = useSecondsLeft(until, onReset);
  return (
    <Notice tone="wait" title={t('hold.limitTitle')}>
      {t('hold.limitText')} <span className="figures font-semibold">{formatCountdown(left)}</span>
      <span role="status" className="sr-only">
        {t('hold.limitSpoken', { count: seconds })}
      </span>
    </Notice>
  );
}
