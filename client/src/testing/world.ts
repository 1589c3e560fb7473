// What the small DriveSphere of the tests has seen and holds, and how it says no.
import { HttpResponse } from 'msw';
import type { CreateCarBookingApiArg } from '@/features/holds/holds-api.gen';
import type { Booking, User } from '@/lib/types';
import { ADA, bookingOf, quoteFor } from './fixtures';

type Sent = { key: string | null; carId: string; body: CreateCarBookingApiArg['carDemand'] };

/** What the server has seen and holds; made anew for each test. */
export const world = {
  holds: [] as Sent[],
  refreshes: 0,
  hasCookie: false,
  token: '',
  /** Whose password is known, and whose session it is. */
  user: ADA as User,
  bookings: new Map<string, Booking>(),
  /** Tokens of links that were sent, and addresses that a mail was asked for. */
  followed: [] as string[],
  mailed: [] as string[],
  verified: false,
  reset() {
    Object.assign(world, { holds: [], refreshes: 0, hasCookie: false, token: '', bookings: new Map() });
    Object.assign(world, { followed: [], mailed: [], verified: false, user: ADA });
  },
};

export function problem(status: number, code: string, more: Record<string, unknown> = {}) {
  const body = { type: 'about:blank', title: code, status, detail: code, code, request_id: 'req-1', ...more };
  return HttpResponse.json(body, { status, headers: { 'Content-Type': 'application/problem+json' } });
}

export function newTokens() {
  world.token = `token-${Math.random()}`;
  world.hasCookie = true;
  return HttpResponse.json({ access_token: world.token, expires_in: 900, user: world.user });
}

export const isMember = (request: Request) => request.headers.get('Authorization') === `Bearer ${world.token}`;

/** Takes a hold as the real server would, and remembers under which key it was asked for. */
export async function takeHold(request: Request, carId: string): Promise<Booking> {
  const body = (await request.json()) as Sent['body'];
  world.holds.push({ key: request.headers.get('Idempotency-Key'), carId, body });
  const { starts_at, ends_at, extras } = body;
  const id = String(world.holds.length).repeat(24);
  const booking = bookingOf({ id, starts_at, ends_at, quote: quoteFor(starts_at, ends_at, extras) });
  world.bookings.set(booking.id, booking);
  return booking;
}

export const ROOT = '*/api/v1';

export const done = () => new HttpResponse(null, { status: 204 });
