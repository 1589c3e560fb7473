// The wish behind a hold that has ended, and whether it can be had again.
import { skipToken } from '@reduxjs/toolkit/query';
import { useGetEventQuery } from '@/features/events/api';
import { useGetTimeSlotAvailabilityQuery } from '@/features/slots/api';
import { useGetCarQuoteQuery } from '@/lib/api';
import type { Booking } from '@/lib/types';
import { splitWall, toWall } from '@/lib/zone';
import type { Draft } from '@/store/draft';

const EXTRA = 'extra:';

/** The same wish again; the total is left out, because prices may have changed since. */
export function sameAgain({ kind, listing, lines, quote, ...booking }: Booking): Draft {
  const shown = { listingId: listing.id, title: listing.title, timeZone: listing.time_zone, total: null };
  if (kind === 'events') {
    const places = (lines ?? []).map(({ section_id, quantity }) => ({ sectionId: section_id, quantity }));
    return { ...shown, kind, lines: places };
  }
  const window = { startsAt: booking.starts_at ?? '', endsAt: booking.ends_at ?? '' };
  if (kind === 'time_slots') return { ...shown, ...window, kind, anyOfGroup: false };
  const extras = quote.lines.filter((line) => line.code.startsWith(EXTRA)).map((line) => line.code.slice(EXTRA.length));
  return { ...shown, ...window, kind, extras };
}

type StillFree = {
  looking: boolean;
  free: boolean | undefined;
  /** Names of an event's sections. */
  sections?: Record<string, string>;
};

const FRESH = { refetchOnMountOrArgChange: true } as const;

/** Asked for anew, because others may hold by now what was let go. */
export function useStillFree(wanted: Draft): StillFree {
  const { kind, listingId, timeZone } = wanted;
  const car = useGetCarQuoteQuery(
    wanted.kind === 'cars'
      ? { carId: listingId, startsAt: wanted.startsAt, endsAt: wanted.endsAt, extras: wanted.extras }
      : skipToken,
    FRESH,
  );
  const event = useGetEventQuery(kind === 'events' ? { eventId: listingId } : skipToken, FRESH);
  const day =
    wanted.kind === 'time_slots'
      ? { timeSlotId: listingId, date: splitWall(toWall(wanted.startsAt, timeZone)).day, tz: timeZone }
      : skipToken;
  const slots = useGetTimeSlotAvailabilityQuery(day, FRESH);

  if (wanted.kind === 'cars') return { looking: car.isFetching, free: car.currentData?.available };
  if (wanted.kind === 'events') {
    const offered = event.currentData?.sections;
    const sections = offered && Object.fromEntries(offered.map(({ id, name }) => [id, name]));
    const has = ({ sectionId, quantity }: (typeof wanted.lines)[number]) =>
      offered?.some(({ id, remaining }) => id === sectionId && remaining >= quantity);
    return { looking: event.isFetching, free: offered && wanted.lines.every(has), sections };
  }
  const [from, to] = [Date.parse(wanted.startsAt), Date.parse(wanted.endsAt)];
  const within = slots.currentData?.slots.filter(
    (slot) => Date.parse(slot.starts_at) >= from && Date.parse(slot.ends_at) <= to,
  );
  return { looking: slots.isFetching, free: within && within.length > 0 && within.every((slot) => slot.available) };
}
