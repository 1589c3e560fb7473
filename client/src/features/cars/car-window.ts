// The window and extras a visitor has chosen for one car; they live in the address.
import { useCallback, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { serverNow } from '@/lib/clock';
import type { HoldIntent } from '@/lib/idempotency';
import type { Car } from '@/lib/types';
import { addDays, comingWeekend, isWall, splitWall, toInstant, toWall, type Wall } from '@/lib/zone';

export type CarWindow = { from: Wall; to: Wall; extras: string[] };

function readWindow(params: URLSearchParams, zone: string): CarWindow {
  const [from, to] = [params.get('from'), params.get('to')];
  const today = splitWall(toWall(serverNow(), zone)).day;
  // An old link names days that are over; it is then a link to the car alone.
  const dated = isWall(from) && isWall(to) && splitWall(from).day >= today;
  const window = dated ? { from, to } : comingWeekend(today);
  return { ...window, extras: params.getAll('x') };
}

// The search a visitor came from, kept for the way back to it.
const OF_THE_SEARCH = ['q', 'fuel'];

function writeWindow({ from, to, extras }: CarWindow, before: URLSearchParams): URLSearchParams {
  const kept = [...before].filter(([name]) => OF_THE_SEARCH.includes(name));
  return new URLSearchParams([['from', from], ['to', to], ...extras.map((code) => ['x', code]), ...kept]);
}

/**
 * The chosen window, and how to change it. Held here as well as in the address, because the address follows a moment
 * later and a field that lags behind its typing loses letters.
 */
export function useCarWindow(zone: string) {
  const [params, setParams] = useSearchParams();
  const { key, state } = useLocation();
  const [chosen, setChosen] = useState(() => readWindow(params, zone));
  const [seen, setSeen] = useState(key);
  if (key !== seen) {
    setSeen(key);
    // Our own changes come back late and in order; only somebody else's address is news.
    if (!state?.own) setChosen(readWindow(params, zone));
  }

  const change = useCallback(
    (next: Partial<CarWindow>) => {
      const changed = { ...chosen, ...next };
      setChosen(changed);
      setParams((before) => writeWindow(changed, before), {
        replace: true,
        preventScrollReset: true,
        state: { own: true },
      });
    },
    [chosen, setParams],
  );
  return [chosen, change] as const;
}

/** How an open car page keeps up with what others book; nobody is asked for a page that nobody looks at. */
export const LIVE = { pollingInterval: 30_000, skipPollingIfUnfocused: true, refetchOnFocus: true } as const;

export type WindowFault = 'end_before_start' | 'past' | 'too_far';

/** What the browser can tell without asking; the rest is the server's to say. */
export function windowFault({ from, to }: CarWindow, car: Car): WindowFault | null {
  if (to <= from) return 'end_before_start';
  const now = toWall(serverNow(), car.time_zone);
  if (from < now) return 'past';
  const horizon = addDays(splitWall(now).day, car.policy.horizon_days);
  return splitWall(from).day > horizon ? 'too_far' : null;
}

export function intentFor(car: Car, { from, to, extras }: CarWindow): Extract<HoldIntent, { kind: 'cars' }> {
  const known = extras.filter((code) => car.extras.some((extra) => extra.code === code));
  return {
    kind: 'cars',
    listingId: car.id,
    startsAt: toInstant(from, car.time_zone),
    endsAt: toInstant(to, car.time_zone),
    extras: known,
  };
}
