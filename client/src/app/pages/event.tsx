import { skipToken } from '@reduxjs/toolkit/query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ClientsOnly } from '@/components/ui/clients-only';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { PriceLines } from '@/components/ui/price-lines';
import { ProblemPanel } from '@/components/ui/problem-panel';
import { ProgressLine } from '@/components/ui/progress-line';
import { RequestId } from '@/components/ui/request-id';
import { Stale } from '@/components/ui/resource';
import { type Event, type EventQuote, useGetEventQuery, useGetEventQuoteQuery } from '@/features/events/api';
import { type Basket, countOf, isShort, linesOf, readBasket, saleOf, writeBasket } from '@/features/events/basket';
import { EventHead } from '@/features/events/event-head';
import { EventTerms } from '@/features/events/event-terms';
import { SaleNotice } from '@/features/events/sale-notice';
import { SectionsCard } from '@/features/events/sections-card';
import { Holding } from '@/features/holds/holding';
import { isClient, sessionOf } from '@/lib/auth';
import { serverNow } from '@/lib/clock';
import { asProblem, type Problem } from '@/lib/problem';
import { useProblemWords } from '@/lib/problem-words';
import { BROWSER_ZONE } from '@/lib/zone';
import { useAppSelector } from '@/store/store';
import { NotFound } from '../not-found';
import { Title } from '../title';

const LOOK_EVERY_MS = 10_000;

/** The numbers of a page that is looked at stay fresh; a tag makes each look cheap. */
const LIVE = { pollingInterval: LOOK_EVERY_MS, skipPollingIfUnfocused: true, refetchOnFocus: true };

export default function EventPage() {
  const { t } = useTranslation('events');
  const { eventId = '' } = useParams();
  const query = useGetEventQuery({ eventId }, LIVE);
  const event = query.currentData;
  const [basket, change] = useBasket();
  const sale = event ? saleOf(event, serverNow()) : 'open';
  // A look in between changes nothing on a page that says what is wrong; only an answer does.
  const failed = query.error ? asProblem(query.error) : null;
  const problem = event ? null : failed;

  if (problem?.status === 404) return <NotFound what="event" />;
  if (problem)
    return (
      <div className="page relative py-10" aria-busy={query.isFetching}>
        {query.isFetching && <ProgressLine />}
        <ProblemPanel problem={problem} onRetry={query.refetch} />
      </div>
    );
  return (
    <div className="page flex flex-col gap-4 py-6 sm:py-8" aria-busy={!event}>
      <Title>{event?.title ?? t('tab')}</Title>
      <Link
        to="/events"
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('back')}
      </Link>
      {failed && <Stale query={query} className="" />}
      <div className="grid grid-cols-1 gap-8 max-lg:pb-24 lg:grid-cols-[minmax(0,1fr)_25rem] lg:items-start">
        <EventHead event={event} />
        <SectionsCard event={event} sale={sale} basket={basket} onChange={change} />
        <div className="min-w-0 lg:sticky lg:top-20 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          {sale === 'open' ? (
            <BasketBox event={event} basket={basket} />
          ) : (
            <SaleNotice event={event as Event} sale={sale} />
          )}
        </div>
        <EventTerms event={event} />
      </div>
    </div>
  );
}

/** Held here as well as in the address, which follows a moment later. */
function useBasket() {
  const [params, setParams] = useSearchParams();
  const [basket, setBasket] = useState(() => readBasket(params));
  const change = (next: Basket) => {
    setBasket(next);
    setParams(writeBasket(next), { replace: true, preventScrollReset: true });
  };
  return [basket, change] as const;
}

/** What is chosen with its whole price, as the server reckons it, and the act. */
function BasketBox({ event, basket }: { event?: Event; basket: Basket }) {
  const { t } = useTranslation('events');
  const books = useAppSelector(isClient);
  const mayBook = useAppSelector(sessionOf).status !== 'member' || books;
  const lines = event ? linesOf(basket, event) : [];
  const asked = event && lines.length > 0 && { eventId: event.id, lines: lines.map(toText) };
  const query = useGetEventQuoteQuery(asked || skipToken);
  // The last sum stays for the moment that the next one takes, marked as busy.
  const quote = asked ? query.data : undefined;
  const refused = asked && query.error && !query.isFetching ? asProblem(query.error) : null;
  return (
    <Card aria-label={t('basket.label')} className="flex flex-col gap-5 shadow-card">
      <h2 className="font-semibold text-xl max-lg:sr-only">{t('basket.title')}</h2>
      <div aria-busy={query.isFetching} className={query.isFetching ? 'opacity-60 transition-opacity' : ''}>
        {quote && <PriceLines quote={quote} />}
        {!asked && <p className="text-ink-soft">{t('basket.empty')}</p>}
      </div>
      {refused && <QuoteProblem problem={refused} onRetry={query.refetch} />}
      {mayBook ? (
        <Act event={event} basket={basket} quote={query.isFetching ? undefined : quote} shown={quote} />
      ) : (
        <ClientsOnly />
      )}
    </Card>
  );
}

/** Without the whole price nothing can be held, so it is said why there is none. */
function QuoteProblem({ problem, onRetry }: { problem: Problem; onRetry: () => unknown }) {
  const { t } = useTranslation();
  const words = useProblemWords()(problem);
  return (
    <Notice tone="bad" role="alert" title={words.title}>
      <p>{words.detail}</p>
      <Button size="small" tone="plain" className="my-2" onClick={() => onRetry()}>
        {t('act.tryAgain')}
      </Button>
      <RequestId id={words.requestId} />
    </Notice>
  );
}

const toText = ({ sectionId, quantity }: { sectionId: string; quantity: number }) => `${sectionId}:${quantity}`;

type ActProps = {
  event?: Event;
  basket: Basket;
  /** Of the very basket; undefined while it is being asked for. */
  quote?: EventQuote;
  shown?: EventQuote;
};

function Act({ event, basket, quote, shown }: ActProps) {
  const { t } = useTranslation(['events', 'holds']);
  const count = countOf(basket);
  const fits = event && quote && !isShort(basket, event);
  const free = shown?.total.amount === 0;
  const minutes = event?.policy.hold_minutes ?? 10;
  const act = free ? t('act.book', { count }) : t('act.hold', { count, minutes });
  return (
    <Holding
      kind="events"
      ready={event !== undefined}
      draft={
        fits
          ? {
              kind: 'events',
              listingId: event.id,
              title: event.title,
              timeZone: event.time_zone ?? BROWSER_ZONE,
              total: quote.total,
              lines: linesOf(basket, event),
              sections: Object.fromEntries(event.sections.map(({ id, name }) => [id, name])),
            }
          : null
      }
      label={count > 0 ? act : t('act.choose')}
      sum={shown ? <Money of={shown.total} /> : t('basket.none')}
      note={free ? t('holds:free') : undefined}
      timeZone={event?.time_zone ?? undefined}
      searchLink="/events"
    />
  );
}
