// One court, booked by the hour from nine to five by its own clock.
import { HttpResponse, http } from 'msw';
import type { CreateTimeSlotBookingApiArg } from '@/features/holds/holds-api.gen';
import type { GetTimeSlotApiResponse, GetTimeSlotAvailabilityApiResponse } from '@/features/slots/slots-api.gen';
import type { Booking } from '@/lib/types';
import { addDays, toInstant, toWall } from '@/lib/zone';
import { bookingOf, CAR } from '../fixtures';
import { isMember, problem, ROOT, world } from '../world';

type Resource = GetTimeSlotApiResponse;
type Slot = GetTimeSlotAvailabilityApiResponse['slots'][number];
type Body = CreateTimeSlotBookingApiArg['timeSlotDemand'];

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const COURT: Resource = {
  id: '6'.repeat(24),
  kind: 'time_slots',
  title: 'Court 1',
  group: 'Tennis courts',
  city: 'Seattle',
  state: 'WA',
  time_zone: 'America/Los_Angeles',
  opening_hours: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
  slot_minutes: 60,
  step_minutes: 60,
  capacity: 1,
  price: usd(2000),
  photos: [],
  owner: CAR.owner,
  policy: { ...CAR.policy, lead_time_minutes: 0, horizon_days: 90, shortest_minutes: 0, longest_days: 1 },
  links: {},
};

type Sent = { key: string | null; body: Body };

/** The court as it is now, what is taken of it (instants in UTC), and what was asked of it. */
export const court = { resource: COURT, taken: new Set<string>(), asked: [] as Sent[] };

export const forget = () => Object.assign(court, { resource: COURT, taken: new Set(), asked: [] });

const HOURS = [9, 10, 11, 12, 13, 14, 15, 16];
const two = (hour: number) => String(hour).padStart(2, '0');
const utc = (instant: string) => new Date(Date.parse(instant)).toISOString();

function slotAt(day: string, hour: number, tz: string): Slot {
  const { time_zone: zone, price } = court.resource;
  const [starts_at, ends_at] = [hour, hour + 1].map((at) => utc(toInstant(`${day}T${two(at)}:00`, zone))) as [
    string,
    string,
  ];
  const remaining = court.taken.has(starts_at) ? 0 : 1;
  const shown = toWall(starts_at, tz).slice(0, 10);
  const day_shift = Math.round((Date.parse(shown) - Date.parse(day)) / 86_400_000);
  const available = remaining > 0 && Date.parse(starts_at) > Date.now();
  return { starts_at, ends_at, local_start: toWall(starts_at, tz), day_shift, remaining, available, price };
}

/** The slots of a day by the clock of a viewer: those of the court's days around it that start on it there. */
export function slotsOn(date: string, tz: string): Slot[] {
  const days = [-1, 0, 1].map((shift) => new Date(Date.parse(date) + shift * 86_400_000).toISOString().slice(0, 10));
  const all = days.flatMap((day) => HOURS.map((hour) => slotAt(day, hour, tz)));
  return all.filter((slot) => slot.local_start.startsWith(date));
}

/** The booking of one slot. */
export function slotBooking(window: { starts_at: string; ends_at: string }, change: Partial<Booking> = {}): Booking {
  const { id, title, city, state, time_zone, price } = court.resource;
  return bookingOf({
    ...window,
    kind: 'time_slots',
    listing: { id, title, city, state, time_zone, vehicle_type: null, venue: null },
    quote: {
      ...window,
      days: null,
      lines: [{ code: 'slots', label: '1 slot', amount: price }],
      total: price,
      rules: [],
    },
    ...change,
  });
}

export const routes = [
  http.get(`${ROOT}/time-slots`, () =>
    HttpResponse.json([court.resource], { headers: { 'X-Pagination': '{"total":1,"total_pages":1,"page":1}' } }),
  ),
  http.get(`${ROOT}/time-slots/:id`, ({ params }) =>
    params.id === court.resource.id ? HttpResponse.json(court.resource) : problem(404, 'not_found'),
  ),
  http.get(`${ROOT}/time-slots/:id/availability`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const { id, time_zone, capacity, policy } = court.resource;
    const [date, tz] = [searchParams.get('date'), searchParams.get('tz') ?? time_zone];
    const today = toWall(Date.now(), tz).slice(0, 10);
    // Without a date the next seven days.
    const dates = date ? [date] : [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(today, ahead));
    const slots = dates.flatMap((day) => slotsOn(day, tz));
    const server_time = new Date().toISOString();
    const about = { listing_id: id, time_zone, tz, date, capacity, policy, server_time };
    return HttpResponse.json({ ...about, slots, busy: [], buffer_minutes: 0 });
  }),
  http.post(`${ROOT}/time-slots/:id/bookings`, async ({ request }) => {
    if (!isMember(request)) return problem(401, 'unauthenticated');
    const body = (await request.json()) as Body;
    court.asked.push({ key: request.headers.get('Idempotency-Key'), body });
    const { starts_at, ends_at } = body;
    const booking = slotBooking({ starts_at, ends_at }, { id: String(court.asked.length).repeat(24) });
    world.bookings.set(booking.id, booking);
    return HttpResponse.json(booking, { status: 201 });
  }),
];
