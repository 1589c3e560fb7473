import { CircleCheck, CircleSlash, Hourglass, RotateCcw } from 'lucide-react';
import * as m from 'motion/react-m';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/components/ui/button';
import { useSecondsLeft } from '@/components/ui/countdown';
import { Moving } from '@/components/ui/moving';
import { Spinner } from '@/components/ui/spinner';
import { formatCountdown, formatMoney } from '@/lib/format';
import type { Booking } from '@/lib/types';
import type { Ending } from './return-ending';

type ReturnProps = {
  booking: Booking;
  ending: Ending;
  /** Where the like is found. */
  searchLink: string;
};

/** Four honest endings, and the moment before we know. */
export function PaymentReturn({ booking, ending, searchLink }: ReturnProps) {
  const { t } = useTranslation('checkout');
  const total = formatMoney(booking.quote.total);
  const { kind, listing } = booking;
  const { title } = listing;
  const toBooking = <LinkButton to={`/bookings/${booking.id}`}>{t('return.seeBooking')}</LinkButton>;
  const toSearch = <LinkButton to={searchLink}>{t(`return.findAnother.${kind}`)}</LinkButton>;
  if (ending === 'asking')
    return <Verdict mark={<Asking />} title={t('return.askingTitle')} text={t('return.askingText')} />;
  if (ending === 'confirmed') {
    return (
      <Verdict
        mark={<Done />}
        title={t('return.confirmedTitle')}
        text={t(`return.confirmedText.${kind}`, { title, total })}
        act={toBooking}
      />
    );
  }
  if (ending === 'processing') {
    const mark = <Hourglass className="size-14 text-amber" aria-hidden="true" />;
    return (
      <Verdict mark={mark} title={t('return.processingTitle')} text={t('return.processingText')} act={toBooking} />
    );
  }
  if (ending === 'unpaid') return <Unpaid booking={booking} />;
  const late = ending === 'too_late';
  const mark = <CircleSlash className="size-14 text-bad" aria-hidden="true" />;
  return (
    <Verdict
      mark={mark}
      title={t(late ? 'return.lateTitle' : 'return.overTitle')}
      text={late ? t('return.lateText', { total }) : t('return.overText', { title })}
      act={toSearch}
    />
  );
}

type VerdictProps = { mark: ReactNode; title: string; text: ReactNode; act?: ReactNode };

function Verdict({ mark, title, text, act }: VerdictProps) {
  return (
    <div className="flex min-h-[22rem] flex-col items-center justify-center gap-4 text-center">
      <div className="grid h-20 place-items-center">{mark}</div>
      <div role="status" className="flex flex-col items-center gap-3">
        {/* Another ending is another heading, not the old one grown wider. */}
        <h1 key={title} className="font-semibold text-3xl sm:text-4xl">
          {title}
        </h1>
        <p key={`${title} text`} className="max-w-prose text-ink-soft text-lg">
          {text}
        </p>
      </div>
      <div className="mt-2 flex min-h-11 flex-wrap justify-center gap-3">{act}</div>
    </div>
  );
}

function Asking() {
  return (
    <span className="text-5xl text-brand">
      <Spinner />
    </span>
  );
}

function Done() {
  return (
    <Moving>
      <m.span
        initial={{ scale: 0.6, opacity: 0 }}
        animate={{ scale: 1, opacity: 1 }}
        transition={{ type: 'spring', stiffness: 260, damping: 18 }}
        className="grid size-20 place-items-center rounded-full bg-good-soft text-good"
      >
        <CircleCheck className="size-12" aria-hidden="true" />
      </m.span>
    </Moving>
  );
}

function Unpaid({ booking }: { booking: Booking }) {
  const { t } = useTranslation('checkout');
  const left = useSecondsLeft(booking.expires_at ?? booking.server_time);
  const mark = <RotateCcw className="size-14 text-amber" aria-hidden="true" />;
  const act = <LinkButton to={`/checkout/${booking.id}`}>{t('return.payAgain')}</LinkButton>;
  return (
    <Verdict
      mark={mark}
      title={t('return.unpaidTitle')}
      text={
        <>
          {t('return.unpaidText')} <span className="figures font-semibold">{formatCountdown(left)}</span>
        </>
      }
      act={act}
    />
  );
}
