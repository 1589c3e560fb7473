// A lab for tests: it lets one win and tells the others that someone was faster.
import { HttpResponse, http } from 'msw';
import type { Plan, Rival, Run } from '@/features/lab/api';
import { problem, ROOT } from '../world';

const runs = new Map<string, Run>();

function rivalOf(index: number): Rival {
  const won = index === 1;
  return {
    index,
    sent_ms: index * 0.01,
    answered_ms: won ? 20 : 21 + index,
    status: won ? 201 : 409,
    code: won ? 'created' : 'window_taken',
    lock_wait_ms: 2,
    transaction_ms: 9,
  };
}

export function runOf({ rivals, capacity, ...plan }: Plan, change: Partial<Run['verdict']> = {}): Run {
  const id = String(runs.size + 1).padStart(24, '0');
  const verdict = {
    won: 1,
    confirmed: 1,
    capacity,
    overlaps: 0,
    oversold: false,
    sentence: 'as the server says it',
    query: 'db.bookings.aggregate([])',
    result: [{ _id: 'i', bookings: 1, places: 1, peak: 1 }],
    ...change,
  };
  const run: Run = {
    ...plan,
    id,
    rivals,
    capacity,
    verdict,
    created_at: '2030-01-01T12:00:00Z',
    duration_ms: 21 + rivals,
    outcomes: { window_taken: rivals - 1, created: 1 },
    results: Array.from({ length: rivals }, (_, index) => rivalOf(index)),
    links: { self: `/api/v1/lab/concurrency-runs/${id}`, page: `/lab?run=${id}` },
  };
  runs.set(id, run);
  return run;
}

export const forget = () => runs.clear();

export const routes = [
  http.get('*/api/health', () =>
    HttpResponse.json({
      status: 'healthy',
      services: {
        mongodb: { status: 'healthy', latencyMs: 1.2 },
        redis: { status: 'healthy', latencyMs: 0.4 },
        celery: { status: 'unhealthy', latencyMs: null },
      },
      uptime: 12,
      version: '0.1.0',
      verifiedAt: null,
    }),
  ),
  http.get(`${ROOT}/lab/concurrency-runs`, () => HttpResponse.json([...runs.values()].reverse())),
  http.get(`${ROOT}/lab/concurrency-runs/:id`, ({ params }) => {
    const run = runs.get(String(params.id));
    return run ? HttpResponse.json(run) : problem(404, 'not_found');
  }),
  http.post(`${ROOT}/lab/concurrency-runs`, async ({ request }) =>
    HttpResponse.json(runOf((await request.json()) as Plan), { status: 201 }),
  ),
];
