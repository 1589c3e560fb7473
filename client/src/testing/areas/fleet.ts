// An owner's fleet for tests: one car, its rules and its photos, and all that was sent.
import { HttpResponse, http } from 'msw';
import type { OwnCar, Photo, Rule } from '@/features/fleet/types';
import { CAR } from '../fixtures';
import { problem, ROOT } from '../world';

const usd = (amount: number) => ({ amount, currency: 'USD' });

export const WEEKLY: Rule = { id: 'weekly', rule: 'length', name: 'Weekly discount', at_least: 7, basis_points: 1_000 };

type Sent = { path: string; tag: string | null; key: string | null; body: unknown };

const ownCar = (change: Partial<OwnCar> = {}): OwnCar => ({
  ...CAR,
  visibility: 'paused',
  version: 1,
  own_key: null,
  ...change,
});

export const fleet = {
  cars: new Map<string, OwnCar>(),
  rules: [] as Rule[],
  sent: [] as Sent[],
  asked: [] as string[],
  verified: true,
  /** Another tab, or another hand: changes the car behind the page's back. */
  elsewhere(change: Partial<OwnCar>) {
    const car = fleet.cars.get(CAR.id) ?? ownCar();
    fleet.cars.set(car.id, { ...car, ...change, version: car.version + 1 });
  },
  sentTo: (path: RegExp) => fleet.sent.filter((one) => path.test(one.path)),
};

export function forget() {
  const second = {
    id: '2'.repeat(24),
    title: 'Honda Civic 2008',
    daily_rate: usd(3_405),
    visibility: 'published',
  } as const;
  Object.assign(fleet, { rules: [WEEKLY], sent: [], asked: [], verified: true });
  fleet.cars = new Map([ownCar(), ownCar(second)].map((car) => [car.id, car]));
}
forget();

async function note(request: Request): Promise<Sent> {
  const { pathname } = new URL(request.url);
  const { headers } = request;
  const type = headers.get('Content-Type') ?? '';
  const body = type.includes('json') ? await request.json() : type.startsWith('text/csv') ? await request.text() : null;
  const sent = { path: pathname, tag: headers.get('If-Match'), key: headers.get('Idempotency-Key'), body };
  fleet.sent.push(sent);
  return sent;
}

const tagOf = ({ version }: OwnCar) => `"${version}"`;
const answer = (car: OwnCar, status = 200) => HttpResponse.json(car, { status, headers: { ETag: tagOf(car) } });

function found(id: unknown): OwnCar | undefined {
  return fleet.cars.get(String(id));
}

function changed(car: OwnCar, change: Partial<OwnCar>): OwnCar {
  const { policy, ...facts } = change;
  const after = { ...car, ...facts, policy: { ...car.policy, ...policy }, version: car.version + 1 };
  fleet.cars.set(car.id, after);
  return after;
}

const none = () => problem(404, 'not_found');

const listings = [
  http.get(`${ROOT}/owner/cars`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    // The to-dos of the owner's first page only count, and have an answer of their own in owner.ts.
    if (!searchParams.has('page')) return undefined;
    fleet.asked.push(searchParams.toString());
    const q = searchParams.get('q')?.toLowerCase() ?? '';
    const cars = [...fleet.cars.values()].filter(({ title }) => title.toLowerCase().includes(q));
    const numbers = JSON.stringify({ total: cars.length, total_pages: 1, page: 1 });
    return HttpResponse.json(cars, { headers: { 'X-Pagination': numbers } });
  }),
  http.get(`${ROOT}/owner/cars/:id`, ({ params }) => {
    const car = found(params.id);
    return car ? answer(car) : none();
  }),
  http.post(`${ROOT}/owner/cars/import`, async ({ request }) => {
    await note(request);
    const rows = [
      { line: 2, key: 'plate-7', id: '7'.repeat(24), outcome: 'created', reason: null },
      { line: 3, key: null, id: null, outcome: 'refused', reason: "daily_rate_usd: '1O0' is not a number" },
    ];
    return HttpResponse.json({ created: 1, updated: 0, unchanged: 0, refused: 1, rows });
  }),
  http.post(`${ROOT}/owner/cars`, async ({ request }) => {
    const { body } = await note(request);
    const { daily_rate, ...facts } = body as OwnCar;
    if (daily_rate.amount === 66_600) {
      return problem(422, 'validation', { errors: { year: ['Must be from 1950 to 2027.'] } });
    }
    const title = `${facts.make} ${facts.model} ${facts.year}`;
    const car = ownCar({ ...facts, daily_rate, title, id: '3'.repeat(24), photos: [] });
    fleet.cars.set(car.id, car);
    return answer(car, 201);
  }),
  http.patch(`${ROOT}/owner/cars/bulk`, async ({ request }) => {
    const { body } = await note(request);
    const { ids } = body as { ids: string[] };
    const rows = ids.map((id, number) => {
      const refused = number > 0;
      const detail = refused ? 'Its price would be 0 minor units.' : null;
      const outcome = refused ? 'refused' : 'changed';
      return { id, title: found(id)?.title, outcome, version: 2, code: refused ? 'validation' : null, detail };
    });
    return HttpResponse.json({ changed: 1, unchanged: 0, refused: ids.length - 1, rows });
  }),
  http.patch(`${ROOT}/owner/cars/:id`, async ({ params, request }) => {
    const { tag, body } = await note(request);
    const car = found(params.id);
    if (!car) return none();
    return tag === tagOf(car) ? answer(changed(car, body as Partial<OwnCar>)) : problem(412, 'precondition_failed');
  }),
  http.post(`${ROOT}/owner/cars/:id/:act`, async ({ params, request }) => {
    await note(request);
    const car = found(params.id);
    if (!car) return none();
    if (params.act === 'publish' && !fleet.verified) return problem(403, 'email_not_verified');
    const visibility = ({ publish: 'published', pause: 'paused', retire: 'retired' } as const)[String(params.act)];
    return answer(changed(car, { visibility }));
  }),
];

const rulesAnswer = () => {
  const car = found(CAR.id) ?? ownCar();
  const body = { unit: 'day', base: car.daily_rate, rules: fleet.rules };
  return HttpResponse.json(body, { headers: { ETag: tagOf(car) } });
};

const WEEKEND = 15_000;

const prices = [
  http.get(`${ROOT}/owner/listings/:id/price-rules`, rulesAnswer),
  http.put(`${ROOT}/owner/listings/:id/price-rules`, async ({ request }) => {
    const { tag, body } = await note(request);
    const car = found(CAR.id) ?? ownCar();
    if (tag !== tagOf(car)) return problem(412, 'precondition_failed');
    fleet.rules = (body as { rules: Rule[] }).rules;
    changed(car, {});
    return rulesAnswer();
  }),
  http.post(`${ROOT}/owner/listings/:id/price-preview`, async ({ request }) => {
    const { body } = await note(request);
    const { rules, starts_at, ends_at } = body as { rules: Rule[]; starts_at: string; ends_at: string };
    const twice = rules.filter(({ rule }) => rule === 'weekday').length > 1;
    if (twice) {
      const errors = { 'rules.2.weekdays': ['Decides about 4, and so does rules.1.'] };
      return problem(422, 'validation', { errors });
    }
    const each = rules.some(({ rule }) => rule === 'weekday') ? WEEKEND : CAR.daily_rate.amount;
    const lines = [{ code: 'rental', label: '2 days', amount: usd(2 * each) }];
    return HttpResponse.json({ starts_at, ends_at, days: 2, lines, total: usd(2 * each), rules });
  }),
];

const photoOf = (number: number): Photo => ({
  id: String(number).repeat(24),
  url: `/api/v1/photos/${number}.webp`,
  small_url: `/api/v1/photos/${number}-small.webp`,
  width: 800,
  height: 600,
  caption: '',
});

function withPhotos(change: (photos: Photo[]) => Photo[]): Photo[] {
  const car = found(CAR.id) ?? ownCar();
  return changed(car, { photos: change(car.photos) }).photos;
}

/** What a file says of itself that is no photo here. */
export const UNREADABLE = 'image/webp';

const photos = [
  http.post(`${ROOT}/owner/listings/:id/photos`, async ({ request }) => {
    await note(request);
    // By what it says: of a file of jsdom, Node 24 sends neither the name nor the bytes, and its parser refuses it.
    if ((await request.text()).includes(`Content-Type: ${UNREADABLE}`)) {
      return problem(422, 'validation', { errors: { photo: ['It could not be read as a JPEG, PNG or WebP image.'] } });
    }
    const after = withPhotos((before) => [...before, photoOf(before.length + 1)]);
    return HttpResponse.json(after.at(-1), { status: 201 });
  }),
  http.patch(`${ROOT}/owner/listings/:id/photos`, async ({ request }) => {
    const { body } = await note(request);
    const { order } = body as { order: string[] };
    return HttpResponse.json(withPhotos((before) => order.flatMap((id) => before.find((one) => one.id === id) ?? [])));
  }),
  http.patch(`${ROOT}/owner/listings/:id/photos/:photo`, async ({ params, request }) => {
    const { body } = await note(request);
    return HttpResponse.json(
      withPhotos((before) => before.map((one) => (one.id === params.photo ? { ...one, ...(body as object) } : one))),
    );
  }),
  http.delete(`${ROOT}/owner/listings/:id/photos/:photo`, async ({ params, request }) => {
    await note(request);
    return HttpResponse.json(withPhotos((before) => before.filter(({ id }) => id !== params.photo)));
  }),
];

export const routes = [...listings, ...prices, ...photos];
