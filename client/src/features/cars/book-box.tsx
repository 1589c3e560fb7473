import { skipToken } from '@reduxjs/toolkit/query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone } from '@/components/ui/bone';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { PriceLines } from '@/components/ui/price-lines';
import { useExtraWords } from '@/components/ui/price-words';
import { Repeat } from '@/components/ui/repeat';
import { WallField } from '@/components/ui/wall-field';
import { useGetCarQuoteQuery } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { formatMoney } from '@/lib/format';
import { asProblem, isUnsure } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import type { Car, CarQuote } from '@/lib/types';
import { addDays, carriedReturn, splitWall, toWall } from '@/lib/zone';
import { type CarWindow, intentFor, LIVE, windowFault } from './car-window';
import { PriceReasons } from './price-reasons';
import { Taken } from './taken';

type BookBoxProps = {
  car?: Car;
  chosen: CarWindow;
  onChange: (next: Partial<CarWindow>) => void;
  /** The act under the total, and what there is to say about it; drawn by the page, which knows how to hold. */
  act: (quote: CarQuote | undefined) => ReactNode;
};

/** A look in between that found no server leaves what is known; a refusal, or a first look that failed, does not. */
const isLostPoll = (error: unknown, known: CarQuote | undefined) => known !== undefined && isUnsure(asProblem(error));

/** Whether a window that was free while the page was open is so no longer. */
function useTakenMeanwhile(quote: CarQuote | undefined): boolean {
  const window = quote && `${quote.starts_at} ${quote.ends_at}`;
  const [wasFree, setWasFree] = useState<string>();
  if (quote?.available && window !== wasFree) setWasFree(window);
  return quote !== undefined && !quote.available && window === wasFree;
}

/** Window, extras, total. The total is the server's, and stands above everything else. */
export function BookBox({ car, chosen, onChange, act }: BookBoxProps) {
  const { t } = useTranslation('cars');
  const fault = car ? windowFault(chosen, car) : null;
  const [emptied, setEmptied] = useState<Emptied>({ from: null, to: null });
  const blank = emptied.from === splitWall(chosen.from).day || emptied.to === splitWall(chosen.to).day;
  const intent = car && !fault && !blank ? intentFor(car, chosen) : null;
  const query = useGetCarQuoteQuery(
    intent
      ? { carId: intent.listingId, startsAt: intent.startsAt, endsAt: intent.endsAt, extras: intent.extras }
      : skipToken,
    LIVE,
  );
  const refusal = query.error && !isLostPoll(query.error, query.currentData) ? query.error : null;
  const shown = refusal || fault || blank ? undefined : query.data;
  // Asked for again in between, the same window keeps its quote, and the act stays as it is.
  const quote = shown && query.currentData;
  const meanwhile = useTakenMeanwhile(quote);
  return (
    <Card aria-label={t('book.label')} className="flex flex-col gap-5 shadow-card">
      <Total car={car} quote={shown} stale={!quote && query.isFetching} />
      <Window
        car={car}
        chosen={chosen}
        onChange={onChange}
        fault={fault}
        onBlank={(one) => setEmptied({ ...emptied, ...one })}
      />
      <Extras car={car} chosen={chosen} onChange={onChange} />
      {refusal && !query.isFetching ? (
        <QuoteProblem error={refusal} timeZone={car?.time_zone} />
      ) : (
        <>
          <PriceLines quote={shown} />
          <PriceReasons quote={shown} />
        </>
      )}
      {car && quote && !quote.available && (
        <Taken car={car} quote={quote} chosen={chosen} meanwhile={meanwhile} onChange={onChange} />
      )}
      {act(quote)}
    </Card>
  );
}

function Total({ car, quote, stale }: { car?: Car; quote?: CarQuote; stale: boolean }) {
  const { t } = useTranslation('cars');
  return (
    // One below the other: beside it the note would break into two lines in some languages, and push all below it.
    <div aria-busy={stale} className="flex flex-col">
      <p className="font-semibold text-3xl">{quote ? <Money of={quote.total} /> : <Bone width="7rem" />}</p>
      <p className="text-ink-soft text-sm">
        {car && quote ? t('book.forDays', { count: quote.days }) : <Bone width="7rem" />}
      </p>
    </div>
  );
}

/** The day that was last in a field which is empty now. */
type Emptied = { from: string | null; to: string | null };
type WindowProps = Omit<BookBoxProps, 'act'> & {
  fault: ReturnType<typeof windowFault>;
  onBlank: (emptied: Partial<Emptied>) => void;
};

function Window({ car, chosen, onChange, fault, onBlank }: WindowProps) {
  const { t } = useTranslation('cars');
  const today = splitWall(toWall(serverNow(), car?.time_zone ?? 'UTC')).day;
  const last = car && addDays(today, car.policy.horizon_days);
  const error = fault ? t(`fault.${fault}`, { count: car?.policy.horizon_days ?? 0 }) : undefined;
  const aboutEnd = fault === 'end_before_start';
  return (
    <div className="flex flex-col gap-3">
      <WallField
        which="pickup"
        onBlank={(from) => onBlank({ from })}
        value={chosen.from}
        onChange={(from) => onChange({ from, to: carriedReturn(from, chosen.from, chosen.to) })}
        min={today}
        max={last}
        error={aboutEnd ? undefined : error}
      />
      <WallField
        which="return"
        onBlank={(to) => onBlank({ to })}
        value={chosen.to}
        onChange={(to) => onChange({ to })}
        min={splitWall(chosen.from).day}
        error={aboutEnd ? error : undefined}
      />
    </div>
  );
}

// Every car of the demo fleet offers three.
const EXTRAS_EXPECTED = 3;

function Extras({ car, chosen, onChange }: { car?: Car; chosen: CarWindow; onChange: BookBoxProps['onChange'] }) {
  const { t } = useTranslation('cars');
  const extraWords = useExtraWords();
  if (car?.extras.length === 0) return null;
  const toggle = (code: string) => {
    const { extras } = chosen;
    onChange({ extras: extras.includes(code) ? extras.filter((one) => one !== code) : [...extras, code] });
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-ink-soft text-sm">{t('book.extras')}</legend>
      {!car && (
        <Repeat times={EXTRAS_EXPECTED}>
          <span className="flex min-h-10 items-center">
            <Bone width="100%" />
          </span>
        </Repeat>
      )}
      {car?.extras.map((extra) => (
        <label key={extra.code} className="flex min-h-10 items-center gap-3">
          <input
            type="checkbox"
            checked={chosen.extras.includes(extra.code)}
            onChange={() => toggle(extra.code)}
            className="size-5 shrink-0 accent-brand"
          />
          <span className="flex-1">{extraWords(extra.code, extra.label)}</span>{' '}
          <span className="figures text-ink-soft text-sm">
            {t('book.perDay', { rate: formatMoney(extra.per_day, true) })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function QuoteProblem({ error, timeZone }: { error: unknown; timeZone?: string }) {
  const problem = asProblem(error);
  const words = useProblemWords()(problem, timeZone);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      {words.detail}
    </Notice>
  );
}
