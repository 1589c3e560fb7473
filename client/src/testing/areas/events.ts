// One event, which can run out of places like any other.
import { HttpResponse, http } from 'msw';
import type { GetEventApiResponse } from '@/features/events/events-api.gen';
import type { CreateEventBookingApiArg } from '@/features/holds/holds-api.gen';
import type { Booking } from '@/lib/types';
import { bookingOf, CAR, daysAhead } from '../fixtures';
import { isMember, problem, ROOT, world } from '../world';

type Event = GetEventApiResponse;

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const FLOOR = 'f'.repeat(24);
export const BALCONY = '9'.repeat(24);

export const EVENT: Event = {
  id: '7'.repeat(24),
  kind: 'events',
  title: 'Late Set at the Lantern',
  venue: 'The Lantern Room',
  city: 'Seattle',
  state: 'WA',
  time_zone: 'America/Los_Angeles',
  starts_at: daysAhead(5),
  ends_at: daysAhead(5).replace('T18', 'T20'),
  sections: [
    { id: FLOOR, name: 'Floor', price: usd(4500), capacity: 120, remaining: 40 },
    { id: BALCONY, name: 'Balcony', price: usd(3000), capacity: 60, remaining: 3 },
  ],
  price_from: usd(3000),
  photos: [],
  owner: CAR.owner,
  policy: { ...CAR.policy, lead_time_minutes: 0, horizon_days: 730, quantity_limit: 4 },
  links: {},
};

type Body = CreateEventBookingApiArg['eventDemand'];
type Sent = { key: string | null; lines: Body['lines'] };

/** The event as it is now, and what was asked of it. */
export const hall = { event: EVENT, asked: [] as Sent[], lists: [] as string[] };

export const forget = () => Object.assign(hall, { event: EVENT, asked: [], lists: [] });

const sectionOf = (id: string) => hall.event.sections.find((section) => section.id === id);

/** What some places cost, without any fee. */
function quoteOf(lines: Body['lines']) {
  const quoted = lines.map(({ section_id, quantity }) => ({
    code: `section:${section_id}`,
    label: `${quantity} × ${sectionOf(section_id)?.name}`,
    amount: usd((sectionOf(section_id)?.price.amount ?? 0) * quantity),
  }));
  return {
    days: null,
    lines: quoted,
    total: usd(quoted.reduce((sum, line) => sum + line.amount.amount, 0)),
    rules: [],
  };
}

/** The booking of some places, held or, where they cost nothing, confirmed. */
export function placesOf(lines: Body['lines'], change: Partial<Booking> = {}): Booking {
  const { id, title, city, state, venue, starts_at, ends_at } = hall.event;
  const quote = quoteOf(lines);
  const free = quote.total.amount === 0;
  return bookingOf({
    kind: 'events',
    listing: { id, title, city, state, venue, time_zone: hall.event.time_zone ?? 'UTC', vehicle_type: null },
    starts_at,
    ends_at,
    lines: lines.map((line) => ({ ...line, name: sectionOf(line.section_id)?.name ?? null })),
    quote,
    ...(free && { status: 'confirmed', payment_status: 'paid', expires_at: null }),
    ...change,
  });
}

/** Takes places as the real server would: a key that was seen before gets the booking it got. */
export async function takePlaces(request: Request): Promise<Booking> {
  const { lines } = (await request.json()) as Body;
  const key = request.headers.get('Idempotency-Key');
  const first = hall.asked.findIndex((sent) => sent.key === key);
  hall.asked.push({ key, lines });
  const number = first >= 0 ? first + 1 : hall.asked.length;
  const booking = placesOf(lines, { id: String(number).repeat(24) });
  world.bookings.set(booking.id, booking);
  return booking;
}

export const routes = [
  http.get(`${ROOT}/events`, ({ request }) => {
    hall.lists.push(new URL(request.url).search);
    return HttpResponse.json([hall.event], {
      headers: { 'X-Pagination': '{"total":1,"total_pages":1,"page":1}' },
    });
  }),
  http.get(`${ROOT}/events/:id`, ({ params }) =>
    params.id === hall.event.id ? HttpResponse.json(hall.event) : problem(404, 'not_found'),
  ),
  http.get(`${ROOT}/events/:id/quote`, ({ request }) => {
    const lines = new URL(request.url).searchParams.getAll('lines').map((text) => {
      const [section_id = '', quantity] = text.split(':');
      return { section_id, quantity: Number(quantity) };
    });
    return HttpResponse.json({ ...quoteOf(lines), policy: hall.event.policy, available: true });
  }),
  http.post(`${ROOT}/events/:id/bookings`, async ({ request }) =>
    isMember(request) ? HttpResponse.json(await takePlaces(request), { status: 201 }) : problem(401, 'unauthenticated'),
  ),
];
