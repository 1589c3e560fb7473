import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/class-names';
import { Money } from '@/components/ui/money';
import type { Money as Amount } from '@/lib/types';
import type { WholeBooking } from './api';
import { Section } from './facts';
import { ledgerOf, leftOf } from './money-of';
import { Stamp } from './stamp';
import { useWord } from './use-word';

/** Payments and refunds, and how each was divided. */
export function BookingLedger({ booking }: { booking: WholeBooking }) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const entries = ledgerOf(booking.timeline);
  const { currency } = booking.quote.total;
  return (
    <Section title={t('ledger.title')}>
      {entries.length === 0 ? (
        <p className="text-ink-soft">{t('ledger.none')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {entries.map(({ key, type, at, state, reason, money }) => (
            <li key={key} className="flex flex-col gap-1 rounded-control border border-line p-3">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-semibold">
                <span>
                  {t(`ledger.${type}`)}
                  {reason && <span className="font-normal text-ink-soft"> · {word('reason', reason)}</span>}
                </span>
                <Amounts of={money.amount} back={type === 'refund'} />
              </p>
              <p className="flex flex-wrap justify-between gap-x-4 text-ink-soft text-sm">
                <Stamp at={at} />
                <span>{word('outcome', state ?? 'on_its_way')}</span>
              </p>
              <dl className="flex flex-wrap gap-x-5 text-sm">
                {(['owner', 'fee', 'tax'] as const).map((part) => (
                  <div key={part} className="flex gap-1.5">
                    <dt className="text-ink-soft">{t(`ledger.${part}`)}</dt>
                    <dd>
                      <Amounts of={money[part]} back={type === 'refund'} />
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
      {entries.length > 0 && (
        <p className="flex justify-between gap-4 font-semibold">
          <span>{t('ledger.left')}</span> <Money of={{ amount: leftOf(entries), currency }} />
        </p>
      )}
    </Section>
  );
}

function Amounts({ of, back }: { of: Amount | null; back: boolean }) {
  if (!of) return null;
  return <Money of={back ? { ...of, amount: -of.amount } : of} className={cn(back && 'text-amber')} />;
}
