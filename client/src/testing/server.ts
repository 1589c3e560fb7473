// A small DriveSphere for tests. It keeps what was sent, and each test bends only the route it is about.
import { HttpResponse, http, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import type { Place } from '@/lib/types';
import { bookingOf, CAR, PASSWORD, quoteFor } from './fixtures';
import { done, isMember, newTokens, problem, ROOT, takeHold, world } from './world';

export { problem, takeHold, world } from './world';

const SEATTLE: Place = {
  city: 'Seattle',
  state: 'WA',
  cars: 6,
  location: CAR.location,
  time_zone: CAR.time_zone,
};

/** The right one of a mail; any other is refused as used, too old or unknown. */
export const LINK_TOKEN = '3q2-7wF8kXv0ZbYcD1eGhA';

const linkRefused = () => problem(422, 'token_no_good', { errors: { token: ['Unknown, used or too old.'] } });

const bookingRoutes = [
  http.get(`${ROOT}/bookings`, ({ request }) =>
    isMember(request) ? HttpResponse.json([...world.bookings.values()]) : problem(401, 'unauthenticated'),
  ),
  http.get(`${ROOT}/bookings/:id`, ({ params, request }) => {
    if (!isMember(request)) return problem(401, 'unauthenticated');
    const booking = world.bookings.get(String(params.id));
    return booking ? HttpResponse.json(booking) : problem(404, 'not_found');
  }),
  http.post(`${ROOT}/bookings/:id/reconcile`, ({ params }) => HttpResponse.json(world.bookings.get(String(params.id)))),
  http.get(`${ROOT}/bookings/:id/cancellation-preview`, ({ params }) => {
    const booking = world.bookings.get(String(params.id));
    const refund = booking?.quote.total;
    return HttpResponse.json({
      refund,
      kept: { ...refund, amount: 0 },
      free_until: booking?.starts_at,
      tiers: [],
      remainder: null,
    });
  }),
  http.post(`${ROOT}/bookings/:id/cancel`, ({ params }) => {
    const booking = { ...bookingOf(), ...world.bookings.get(String(params.id)), status: 'cancelled' as const };
    world.bookings.set(booking.id, booking);
    return HttpResponse.json(booking);
  }),
];

const authRoutes = [
  http.post(`${ROOT}/auth/login`, async ({ request }) => {
    const { password } = (await request.json()) as { password: string };
    return password === PASSWORD ? newTokens() : problem(401, 'bad_credentials');
  }),
  http.post(`${ROOT}/auth/refresh`, () => {
    world.refreshes += 1;
    return world.hasCookie ? newTokens() : problem(401, 'unauthenticated');
  }),
  http.post(`${ROOT}/auth/logout`, done),
];

const mailRoutes = [
  http.get(`${ROOT}/auth/me`, ({ request }) =>
    isMember(request)
      ? HttpResponse.json({ ...world.user, email_verified: world.verified })
      : problem(401, 'unauthenticated'),
  ),
  http.post(`${ROOT}/auth/verify-email`, async ({ request }) => {
    const { token } = (await request.json()) as { token: string };
    world.followed.push(token);
    return token === LINK_TOKEN ? done() : linkRefused();
  }),
  http.post(`${ROOT}/auth/resend-verification`, ({ request }) => {
    if (!isMember(request)) return problem(401, 'unauthenticated');
    world.mailed.push(world.user.email);
    return done();
  }),
  http.post(`${ROOT}/auth/forgot-password`, async ({ request }) => {
    const { email } = (await request.json()) as { email: string };
    world.mailed.push(email);
    return done();
  }),
  http.post(`${ROOT}/auth/reset-password`, async ({ request }) => {
    const { token, password } = (await request.json()) as { token: string; password: string };
    world.followed.push(token);
    if (token !== LINK_TOKEN) return linkRefused();
    const refused = password.startsWith('password') ? ['Too easy to guess.'] : null;
    return refused ? problem(422, 'validation', { errors: { password: refused } }) : done();
  }),
];

const carRoutes = [
  http.get(`${ROOT}/places`, ({ request }) => {
    const typed = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? '';
    return HttpResponse.json([SEATTLE].filter(({ city }) => city.toLowerCase().startsWith(typed)));
  }),
  http.get(`${ROOT}/cars`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const [from, to] = [searchParams.get('starts_at'), searchParams.get('ends_at')];
    const cars = [{ ...CAR, quote: from && to ? quoteFor(from, to) : null }];
    return HttpResponse.json(cars, { headers: { 'X-Pagination': '{"total":1,"total_pages":1,"page":1}' } });
  }),
  http.get(`${ROOT}/cars/:id`, ({ params }) => HttpResponse.json({ ...CAR, id: String(params.id) })),
  http.get(`${ROOT}/cars/:id/availability`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const [from, to] = [searchParams.get('from'), searchParams.get('to')];
    const server_time = new Date().toISOString();
    const { id: listing_id, time_zone, policy } = CAR;
    return HttpResponse.json({ listing_id, time_zone, from, to, busy: [], buffer_minutes: 60, policy, server_time });
  }),
  http.get(`${ROOT}/cars/:id/quote`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const [from, to] = [searchParams.get('starts_at') ?? '', searchParams.get('ends_at') ?? ''];
    return HttpResponse.json(quoteFor(from, to, searchParams.getAll('extras')));
  }),
  http.post(`${ROOT}/cars/:id/bookings`, async ({ params, request }) =>
    isMember(request)
      ? HttpResponse.json(await takeHold(request, String(params.id)), { status: 201 })
      : problem(401, 'unauthenticated'),
  ),
];

/** Each area of the product has its routes in a file of its own, and may forget what it has seen. */
type Area = { routes: RequestHandler[]; forget?: () => void };
const areas = Object.values(import.meta.glob<Area>('./areas/*.ts', { eager: true }));

export const forgetAll = () => {
  world.reset();
  for (const area of areas) area.forget?.();
};

export const server = setupServer(
  ...areas.flatMap(({ routes }) => routes),
  ...bookingRoutes,
  ...authRoutes,
  ...mailRoutes,
  ...carRoutes,
);
