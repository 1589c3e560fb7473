// What an owner asks for: bookings, calendar, blocks and reports, of an owner who has nothing until a test gives him some.
import { HttpResponse, http } from 'msw';
import type {
  Block,
  BlockChanges,
  CalendarRow,
  EarningsReport,
  NewBlock,
  OwnerBookingDetail,
} from '@/features/owner/types';
import { NO_DAYS, usd } from '../owner-fixtures';
import { problem, ROOT } from '../world';

type Sent = { key: string | null; listingId: string; body: NewBlock };

export const desk = {
  bookings: [] as OwnerBookingDetail[],
  rows: [] as CalendarRow[],
  names: [] as { id: string; title: string; visibility: string; photos: unknown[] }[],
  earned: null as EarningsReport | null,
  blocked: [] as Sent[],
  removed: [] as string[],
  block: null as Block | null,
  changed: [] as { version: string | null; body: BlockChanges }[],
  cancelled: [] as { key: string | null; reason: string }[],
  asked: [] as string[],
};

export function forget() {
  Object.assign(desk, { bookings: [], rows: [], names: [], earned: null, blocked: [], removed: [] });
  Object.assign(desk, { cancelled: [], asked: [], block: null, changed: [] });
}

const numbered = <Item>(items: Item[]) =>
  HttpResponse.json(items as object, {
    headers: { 'X-Pagination': JSON.stringify({ total: items.length, total_pages: 1, page: 1 }) },
  });

const bookingRoutes = [
  http.get(`${ROOT}/owner/bookings`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    desk.asked.push(searchParams.toString());
    const status = searchParams.get('status');
    return numbered(desk.bookings.filter((one) => !status || one.status === status));
  }),
  http.get(`${ROOT}/owner/bookings/:id`, ({ params }) => {
    const found = desk.bookings.find(({ id }) => id === params.id);
    return found ? HttpResponse.json(found) : problem(404, 'not_found');
  }),
  http.get(`${ROOT}/owner/bookings/:id/cancellation-preview`, () =>
    HttpResponse.json({ refund: usd(31_800), kept: usd(0), tiers: [], free_until: null, remainder: null }),
  ),
  http.post(`${ROOT}/owner/bookings/:id/cancel`, async ({ params, request }) => {
    const { reason } = (await request.json()) as { reason: string };
    desk.cancelled.push({ key: request.headers.get('Idempotency-Key'), reason });
    desk.bookings = desk.bookings.map((one) =>
      one.id === params.id ? { ...one, status: 'cancelled', cancel_reason: reason, links: {} } : one,
    );
    return HttpResponse.json(desk.bookings.find(({ id }) => id === params.id));
  }),
];

const calendarRoutes = [
  http.get(`${ROOT}/owner/calendar`, () => numbered(desk.rows)),
  http.post(`${ROOT}/owner/listings/:id/blocks`, async ({ params, request }) => {
    const body = (await request.json()) as NewBlock;
    desk.blocked.push({ key: request.headers.get('Idempotency-Key'), listingId: String(params.id), body });
    return HttpResponse.json({ id: '9'.repeat(24), ...body }, { status: 201 });
  }),
  http.get(`${ROOT}/owner/listings/:id/blocks/:block`, () => HttpResponse.json(desk.block)),
  http.patch(`${ROOT}/owner/listings/:id/blocks/:block`, async ({ request }) => {
    const body = (await request.json()) as BlockChanges;
    desk.changed.push({ version: request.headers.get('If-Match'), body });
    return HttpResponse.json({ ...desk.block, ...body, version: 2 });
  }),
  http.delete(`${ROOT}/owner/listings/:id/blocks/:block`, ({ params }) => {
    desk.removed.push(String(params.block));
    return new HttpResponse(null, { status: 204 });
  }),
];

const none = { ...NO_DAYS, group_by: 'day', rows: [], totals: [] };

const reportRoutes = [
  http.get(`${ROOT}/owner/earnings`, () => HttpResponse.json(desk.earned ?? none)),
  http.get(`${ROOT}/owner/occupancy`, () => HttpResponse.json(none)),
  http.get(`${ROOT}/owner/upcoming`, () => HttpResponse.json({ ...none, totals: { bookings: 0, money: [] } })),
  http.get(`${ROOT}/owner/lost-demand`, () => HttpResponse.json(none)),
];

const listingRoutes = ['cars', 'events', 'time-slots'].map((kind) =>
  http.get(`${ROOT}/owner/${kind}`, ({ request }) => {
    const visibility = new URL(request.url).searchParams.get('visibility');
    const own = kind === 'cars' ? desk.names : [];
    return numbered(own.filter((one) => !visibility || one.visibility === visibility));
  }),
);

export const routes = [...bookingRoutes, ...calendarRoutes, ...reportRoutes, ...listingRoutes];
