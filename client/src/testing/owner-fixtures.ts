// An owner's things for tests: one car, one booking of it, and what they come to.
import type { CalendarEntry, CalendarRow, EarningsReport, OwnerBookingDetail } from '@/features/owner/types';
import { serverNow } from '@/lib/clock';
import { addDays, splitWall, toWall } from '@/lib/zone';
import { bookingOf, CAR, daysAhead } from './fixtures';

export const usd = (amount: number) => ({ amount, currency: 'USD' });

export const HONDA = { id: '1'.repeat(24), title: 'Honda Civic 2008' };
export const MAZDA = { id: '2'.repeat(24), title: 'Mazda 6 2006' };
export const ZONE = CAR.time_zone;

export const today = () => splitWall(toWall(serverNow(), ZONE)).day;

export function ownBooking(change: Partial<OwnerBookingDetail> = {}): OwnerBookingDetail {
  const { listing, ...booking } = bookingOf({ status: 'confirmed', payment_status: 'paid', expires_at: null });
  const own = `/api/v1/owner/bookings/${change.id ?? booking.id}`;
  return {
    ...booking,
    lines: null,
    listing: { ...listing, ...HONDA, vehicle_type: null, venue: null },
    client: { name: 'Ada', email: 'ada@example.com' },
    partner: null,
    cancel_reason: null,
    quote: { ...booking.quote, lines: [], rules: [], total: usd(31_800) },
    split: { owner: usd(26_000), fee: usd(3_300), tax: usd(2_500) },
    payments: [
      {
        at: daysAhead(-1),
        amount: usd(31_800),
        split: { owner: usd(26_000), fee: usd(3_300), tax: usd(2_500) },
        outcome: 'kept',
      },
    ],
    refunds: [],
    links: { self: own, cancel: `${own}/cancel`, cancellation_preview: `${own}/cancellation-preview` },
    ...change,
  } as OwnerBookingDetail;
}

export function entryOf(change: Partial<CalendarEntry> = {}): CalendarEntry {
  const day = change.first_day ?? addDays(today(), 2);
  return {
    type: 'booking',
    id: 'b'.repeat(24),
    starts_at: `${day}T18:00:00Z`,
    ends_at: `${addDays(day, 2)}T18:00:00Z`,
    first_day: day,
    last_day: addDays(day, 2),
    status: 'confirmed',
    until: null,
    client: 'Ada',
    partner: null,
    total: usd(31_800),
    reason: null,
    note: null,
    links: {},
    ...change,
  };
}

export function rowOf(listing: { id: string; title: string }, entries: CalendarEntry[] = []): CalendarRow {
  const [from, to] = [`${today()}T08:00:00Z`, `${addDays(today(), 28)}T08:00:00Z`];
  const rest = {
    own_key: null,
    city: 'Seattle',
    kind: 'cars',
    visibility: 'published',
    capacity: 1,
    buffer_minutes: 60,
    time_zone: ZONE,
  };
  return { listing, ...rest, starts_at: from, ends_at: to, entries };
}

const SUMS = {
  currency: 'USD',
  payments: 2,
  refunds: 1,
  gross: usd(64_732),
  refunded: usd(32_366),
  pending: usd(7),
  fees: usd(3_204),
  taxes: usd(2_467),
  net: usd(26_695),
};

export const NO_DAYS = { as_of: '2026-11-24T12:00:00Z', from: '2026-11-23', to: '2026-11-24', time_zone: ZONE };

export const EARNED: EarningsReport = {
  ...NO_DAYS,
  group_by: 'day',
  rows: [
    {
      ...SUMS,
      period: '2026-11-23',
      from: '2026-11-23',
      to: '2026-11-23',
      links: {
        entries: '/api/v1/owner/earnings/entries?from=2026-11-23&to=2026-11-23&tz=America%2FLos_Angeles&currency=USD',
      },
    },
  ],
  totals: [SUMS],
};

export const ENTRY = {
  id: 'pi_1',
  type: 'payment',
  at: '2026-11-23T18:04:11Z',
  booking_id: 'b'.repeat(24),
  listing: HONDA,
  kind: 'cars',
  state: 'kept',
  reason: null,
  currency: 'USD',
  amount: usd(32_366),
  fee: usd(3_204),
  tax: usd(2_467),
  net: usd(26_695),
};
