import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Notice } from '@/components/ui/notice';
import { RequestId } from '@/components/ui/request-id';
import { serverNow } from '@/lib/clock';
import { formatCountdown } from '@/lib/format';
import { linkedBookingId } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Kind } from '@/lib/types';
import type { HoldState } from './use-place-hold';

type NoticeProps = {
  state: HoldState;
  kind: Kind;
  /** Of the place: bounds are told by its clock. */
  timeZone?: string;
  onAgain: () => void;
  onReset: () => void;
};

/** Says beside the button how the hold is going; conflicts have their own dialog. */
export function HoldNotice({ state, kind, timeZone, onAgain, onReset }: NoticeProps) {
  const { t } = useTranslation(['holds', 'common']);
  const wordsFor = useProblemWords();
  if (state.name === 'checking') {
    return (
      <Notice tone="wait" role="status" title={t('checkingTitle')}>
        {t('checkingText')}
      </Notice>
    );
  }
  if (state.name === 'busy') {
    return (
      <Notice tone="wait" role="status" title={t('busyTitle')}>
        {t('busyText', { attempt: state.attempt })}
      </Notice>
    );
  }
  if (state.name === 'wait') return <Wait key={state.problem.requestId} seconds={state.seconds} onReset={onReset} />;
  if (state.name === 'unreachable') {
    return (
      <Notice tone="bad" role="alert" title={t('unreachableTitle')}>
        <p>{t('unreachableText')}</p>
        <Button size="small" tone="plain" className="my-2" onClick={onAgain}>
          {t('checkAgain')}
        </Button>
        <RequestId id={state.problem.requestId} />
      </Notice>
    );
  }
  if (state.name !== 'refused') return null;
  const { code } = state.problem;
  // An event is booked without choosing a time: these two are then about its sale.
  const offSale = kind === 'events' && (code === 'too_soon' || code === 'too_far_ahead') ? code : null;
  const words = wordsFor(state.problem, timeZone);
  // One for each client: theirs is a press away.
  const mine = code === 'already_booked' ? linkedBookingId(state.problem) : null;
  return (
    <Notice tone="bad" role="alert" title={offSale ? t(`offSale.${offSale}.title`) : words.title}>
      <p>{offSale ? t(`offSale.${offSale}.detail`) : words.detail}</p>
      {code === 'too_many_holds' && (
        <Link to="/bookings" className="font-semibold text-brand underline underline-offset-4">
          {t('common:problem.too_many_holds.act')}
        </Link>
      )}
      {mine && (
        <Link to={`/bookings/${mine}`} className="font-semibold text-brand underline underline-offset-4">
          {t('yours')}
        </Link>
      )}
      <RequestId id={words.requestId} />
    </Notice>
  );
}

function Wait({ seconds, onReset }: { seconds: number; onReset: () => void }) {
  const { t } = useTranslation('holds');
  const [until] = useState(() => new Date(serverNow() + seconds * 1000).toISOString());
  const left = useSecondsLeft(until, onReset);
  return (
    <Notice tone="wait" title={t('limitTitle')}>
      {t('limitText')} <span className="figures font-semibold">{formatCountdown(left)}</span>
      <span role="status" className="sr-only">
        {t('limitSpoken', { count: seconds })}
      </span>
    </Notice>
  );
}
