// Things of the API for tests: whole, plain, and changed by what a test is about.
import type { Booking, Car, CarQuote, User } from '@/lib/types';

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const ADA: User = {
  id: 'a'.repeat(24),
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  role: 'client',
  email_verified: true,
};
export const OMAR: User = {
  id: 'd'.repeat(24),
  email: 'omar@example.com',
  name: 'Omar',
  role: 'owner',
  email_verified: false,
};
export const IRIS: User = {
  id: 'e'.repeat(24),
  email: 'iris@example.com',
  name: 'Iris',
  role: 'admin',
  email_verified: true,
};
export const PASSWORD = 'correct horse battery';

const POLICY = {
  lead_time_minutes: 120,
  horizon_days: 365,
  shortest_minutes: 240,
  longest_days: 30,
  buffer_minutes: 60,
  hold_minutes: 10,
  free_cancellation_hours: 24,
  quantity_limit: 1,
  one_per_client: false,
  cancellation: {
    name: 'flexible',
    version: 1,
    tiers: [{ hours_before_start: 24, refund_basis_points: 10_000 }],
  },
};

export const CAR: Car = {
  id: 'c'.repeat(24),
  kind: 'cars',
  title: 'Tesla Model X 2019',
  make: 'Tesla',
  model: 'Model X',
  year: 2019,
  vehicle_type: 'suv',
  fuel: 'electric',
  city: 'Seattle',
  state: 'WA',
  location: { lat: 47.4, lng: -122.3 },
  time_zone: 'America/Los_Angeles',
  daily_rate: usd(13500),
  rating: 5,
  trips_taken: 13,
  review_count: 12,
  photos: [],
  owner: { id: 'd'.repeat(24), name: 'Omar' },
  policy: POLICY,
  extras: [{ code: 'child_seat', label: 'Child seat', per_day: usd(800) }],
  distance_km: null,
  quote: null,
  links: {},
};

const DAY_MS = 86_400_000;
// Days are counted on the clock at the car: noon to noon is one, also in the night that has an hour more.
const CLOCK_CHANGE_MS = 3_600_000;

export function quoteFor(startsAt: string, endsAt: string, extras: string[] = []): CarQuote {
  const days = Math.ceil((Date.parse(endsAt) - Date.parse(startsAt) - CLOCK_CHANGE_MS) / DAY_MS);
  const lines = [
    { code: 'rental', label: `${days} days`, amount: usd(13500 * days) },
    ...extras.map((code) => ({ code: `extra:${code}`, label: 'Child seat', amount: usd(800 * days) })),
  ];
  const total = usd(lines.reduce((sum, line) => sum + line.amount.amount, 0));
  return { starts_at: startsAt, ends_at: endsAt, days, lines, total, rules: [], policy: POLICY, available: true };
}

const minutesAhead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

// The same day for a whole run, also for one that goes past midnight.
const TODAY = Date.now();

/** A window some days ahead, at 18:00 UTC, which is ten in the morning in Seattle for most of the year. */
export function daysAhead(days: number): string {
  const date = new Date(TODAY + days * DAY_MS);
  date.setUTCHours(18, 0, 0, 0);
  return date.toISOString();
}

export function bookingOf(change: Partial<Booking> = {}): Booking {
  const [starts_at, ends_at] = [daysAhead(7), daysAhead(9)];
  return {
    policy: POLICY,
    id: 'b'.repeat(24),
    kind: 'cars',
    listing: {
      id: CAR.id,
      title: CAR.title,
      city: CAR.city,
      state: CAR.state,
      time_zone: CAR.time_zone,
      vehicle_type: CAR.vehicle_type,
      venue: null,
    },
    status: 'pending',
    payment_status: 'unpaid',
    refund: null,
    title: null,
    starts_at,
    ends_at,
    lines: null,
    quote: quoteFor(starts_at, ends_at),
    remainder: null,
    expires_at: minutesAhead(10),
    server_time: minutesAhead(0),
    created_at: minutesAhead(0),
    version: 1,
    history: [{ at: minutesAhead(0), status: 'pending', trigger: 'hold' }],
    links: {},
    ...change,
  };
}
