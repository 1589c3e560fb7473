// What the small DriveSphere of the tests lets administrators see and do.
import { HttpResponse, http } from 'msw';
import type { PersonInDetail } from '@/features/admin/admin-api.gen';
import {
  BOOKING,
  CLEAN,
  COMPARED,
  DEAD_MAIL,
  DEMAND,
  EVENT,
  entryOf,
  KEY,
  MISMATCH,
  people,
  REVENUE,
  RUN,
  RUN_DONE,
  SYSTEM,
  UNBROKEN,
} from '../admin-fixtures';
import { done, isMember, problem, ROOT } from '../world';

type Sent = { path: string; body: unknown; key: string | null };

/** What administrators were told and did; made anew for each test. */
export const office = {
  people: people(),
  mismatch: MISMATCH,
  booking: BOOKING,
  keys: [] as (typeof KEY)[],
  /** Newest first. */
  trail: [entryOf(2), entryOf(1)],
  trailAsked: 0,
  sent: [] as Sent[],
};

export function forget() {
  Object.assign(office, { people: people(), mismatch: MISMATCH, booking: BOOKING, keys: [] });
  Object.assign(office, { trail: [entryOf(2), entryOf(1)], trailAsked: 0, sent: [] });
}

const ADMIN = `${ROOT}/admin`;

const listed = (items: readonly unknown[]) =>
  HttpResponse.json([...items], {
    headers: { 'X-Pagination': JSON.stringify({ total: items.length, total_pages: 1, page: 1 }) },
  });

async function note(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  const body = text ? JSON.parse(text) : null;
  const path = new URL(request.url).pathname.replace('/api/v1/admin', '');
  office.sent.push({ path, body, key: request.headers.get('Idempotency-Key') });
  return body;
}

function changed(id: unknown, change: Partial<PersonInDetail>) {
  office.people = office.people.map((person) => (person.id === id ? { ...person, ...change } : person));
  return HttpResponse.json(office.people.find((person) => person.id === id));
}

const peopleRoutes = [
  http.get(`${ADMIN}/users`, ({ request }) => {
    const q = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? '';
    return listed(office.people.filter(({ name }) => name.toLowerCase().includes(q)));
  }),
  http.get(`${ADMIN}/users/:id`, ({ params }) =>
    HttpResponse.json(office.people.find((person) => person.id === params.id)),
  ),
  http.patch(`${ADMIN}/users/:id`, async ({ params, request }) => {
    const { role } = await note(request);
    return changed(params.id, { role: role as PersonInDetail['role'], sessions: 0 });
  }),
  http.post(`${ADMIN}/users/:id/suspend`, async ({ params, request }) => {
    await note(request);
    return changed(params.id, { state: 'suspended', sessions: 0 });
  }),
  http.post(`${ADMIN}/users/:id/restore`, async ({ params, request }) => {
    await note(request);
    return changed(params.id, { state: 'active' });
  }),
];

const bookingRoutes = [
  http.get(`${ADMIN}/bookings`, () => listed([office.booking])),
  http.get(`${ADMIN}/bookings/:id`, () => HttpResponse.json(office.booking)),
  http.get(`${ADMIN}/bookings/:id/cancellation-preview`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const total = BOOKING.quote.total.amount;
    const whole = { policy: total, full: total, none: 0, amount: Number(searchParams.get('amount')) };
    const refund = whole[(searchParams.get('refund') ?? 'policy') as keyof typeof whole];
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    const split = { price: usd(refund), service_fee: usd(0), tax: usd(0) };
    return HttpResponse.json({ refund: usd(refund), kept: usd(total - refund), split, tiers: [], remainder: null });
  }),
  http.post(`${ADMIN}/bookings/:id/:act`, async ({ params, request }) => {
    await note(request);
    if (params.act === 'cancel') office.booking = { ...BOOKING, status: 'cancelled', payment_status: 'refunded' };
    return HttpResponse.json(office.booking);
  }),
];

const trailRoutes = [
  http.get(`${ADMIN}/audit`, () => {
    office.trailAsked += 1;
    return listed(office.trail);
  }),
  http.get(`${ADMIN}/audit/verify`, () => HttpResponse.json(UNBROKEN)),
  http.post(`${ADMIN}/audit/seal`, () => HttpResponse.json({ sealed: 1 })),
  http.get(`${ADMIN}/invariants`, () => HttpResponse.json(CLEAN)),
  http.post(`${ADMIN}/listings/:id/resume`, async ({ request }) => {
    await note(request);
    return done();
  }),
];

const moneyRoutes = [
  http.get(`${ADMIN}/mismatches`, () => listed([office.mismatch])),
  http.get(`${ADMIN}/mismatches/:id`, () => HttpResponse.json(office.mismatch)),
  http.post(`${ADMIN}/mismatches/:id/resolve`, async ({ request }) => {
    const { decision, note: why } = await note(request);
    Object.assign(office, { mismatch: { ...MISMATCH, state: 'resolved', decisions: [], decision, note: why } });
    return HttpResponse.json(office.mismatch);
  }),
  http.get(`${ADMIN}/reconciliation`, ({ request }) =>
    isMember(request) ? HttpResponse.json(COMPARED) : problem(401, 'unauthenticated'),
  ),
  http.get(`${ADMIN}/reconciliation-runs`, () => listed([RUN_DONE])),
  http.post(`${ADMIN}/reconciliation-runs`, () => HttpResponse.json(RUN, { status: 202 })),
  http.get(`${ADMIN}/reconciliation-runs/:id`, () => HttpResponse.json(RUN_DONE)),
  http.get(`${ADMIN}/reports/revenue`, () => HttpResponse.json(REVENUE)),
  http.get(`${ADMIN}/reports/lost-demand`, () => HttpResponse.json(DEMAND)),
];

const plumbingRoutes = [
  http.get(`${ADMIN}/payment-events`, () => listed([EVENT])),
  http.get(`${ADMIN}/payment-events/:id`, () => HttpResponse.json(EVENT)),
  http.post(`${ADMIN}/payment-events/:id/replay`, async ({ request }) => {
    await note(request);
    return HttpResponse.json({ ...EVENT, state: 'handled', outcome: 'refund_written_down' });
  }),
  http.get(`${ADMIN}/mails`, () => listed([DEAD_MAIL])),
  http.post(`${ADMIN}/mails/:id/send-again`, async ({ request }) => {
    await note(request);
    return HttpResponse.json({ ...DEAD_MAIL, state: 'pending' });
  }),
  http.get(`${ADMIN}/api-keys`, () => listed(office.keys.map(({ key: _, ...known }) => known))),
  http.post(`${ADMIN}/api-keys`, async ({ request }) => {
    await note(request);
    office.keys = [KEY];
    return HttpResponse.json(KEY, { status: 201 });
  }),
  http.delete(`${ADMIN}/api-keys/:id`, async ({ request }) => {
    await note(request);
    office.keys = office.keys.map((key) => ({ ...key, revoked_at: key.created_at }));
    return done();
  }),
  http.get(`${ADMIN}/system`, () => HttpResponse.json(SYSTEM)),
];

export const routes = [...peopleRoutes, ...bookingRoutes, ...trailRoutes, ...moneyRoutes, ...plumbingRoutes];
