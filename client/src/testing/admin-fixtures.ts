// Things that only administrators see, whole and plain.
import type {
  ChainReport,
  Compared,
  EarningsReport,
  IssuedKey,
  LostDemandReport,
  Mail,
  Mismatch,
  PersonInDetail,
  Reconciliation,
  System,
  Verification,
  WholePaymentEvent,
} from '@/features/admin/admin-api.gen';
import type { AuditEntry, WholeBooking } from '@/features/admin/api';
import { ADA, bookingOf, IRIS, OMAR } from './fixtures';

const AT = '2026-11-27T12:00:00Z';
const usd = (amount: number) => ({ amount, currency: 'USD' });

const personOf = ({ id, email, name, role }: typeof ADA): PersonInDetail => ({
  id,
  email,
  name,
  role,
  state: 'active',
  created_at: AT,
  last_login_at: null,
  sessions: 2,
});
export const people = () => [IRIS, OMAR, ADA].map(personOf);

export const BOOKING: WholeBooking = {
  ...bookingOf({ status: 'confirmed', payment_status: 'paid' }),
  listing: {
    id: 'c'.repeat(24),
    title: 'Tesla Model X 2019',
    city: 'Seattle',
    state: 'WA',
    time_zone: 'America/Los_Angeles',
    vehicle_type: 'suv',
    venue: null,
  },
  client: { id: ADA.id, name: ADA.name, email: ADA.email },
  owner: { id: OMAR.id, name: OMAR.name, email: OMAR.email },
  partner: {},
  cancel_reason: null,
  payment_id: 'pi_1',
  session_id: 'cs_1',
  timeline: [
    { at: AT, source: 'history', what: 'paid', outcome: 'confirmed', actor: 'stripe', actor_name: null, details: {} },
    {
      at: AT,
      source: 'audit',
      what: 'paid',
      outcome: 'done',
      actor: 'stripe',
      actor_name: null,
      details: { request_id: 'req-7' },
    },
    {
      at: AT,
      source: 'audit',
      what: 'held',
      outcome: 'refused',
      actor: 'client:1',
      actor_name: 'Ben',
      details: { code: 'window_taken' },
    },
    {
      at: AT,
      source: 'payment',
      what: 'received',
      outcome: 'kept',
      actor: 'stripe',
      actor_name: null,
      details: { payment_id: 'pi_1', amount: usd(27_000), owner: usd(22_000), fee: usd(3_000), tax: usd(2_000) },
    },
  ],
};

export const MISMATCH: Mismatch = {
  id: '1'.repeat(24),
  kind: 'refunded_but_booked',
  state: 'open',
  subject: 'pi_1',
  payment_id: 'pi_1',
  booking_id: BOOKING.id,
  money: usd(27_000),
  evidence: ["All of $270.00 was given back in Stripe's dashboard; the booking stands."],
  decisions: ['cancel_booking', 'accept'],
  found_at: AT,
  seen_at: AT,
  decision: null,
  decided_by: null,
  decided_by_name: null,
  note: null,
  closed_at: null,
};

export const entryOf = (number: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: String(number).padStart(24, '0'),
  at: AT,
  action: 'held',
  outcome: 'done',
  code: null,
  actor: `client:${ADA.id}`,
  actor_name: ADA.name,
  request_id: `req-${number}`,
  kind: 'cars',
  listing_id: null,
  booking_id: BOOKING.id,
  before: null,
  after: 'pending',
  partner: {},
  details: {},
  position: number,
  hash: 'f'.repeat(64),
  ...change,
});

export const UNBROKEN: ChainReport = {
  checked: 4,
  next_position: null,
  fault: null,
  head: { position: 4, hash: 'f'.repeat(64), sealed_at: AT },
  unsealed: 1,
};

export const CLEAN: Verification = {
  at: AT,
  duration_ms: 1200,
  is_clean: true,
  last_clean_at: AT,
  results: [{ name: 'I1', sentence: 'No window is sold twice.', checked: 5868, broken: 0, findings: [], accepted: [] }],
  stopped: [],
  stopped_now: [],
};

export const RUN: Reconciliation = {
  id: '2'.repeat(24),
  state: 'requested',
  requested_by: `admin:${IRIS.id}`,
  requested_at: AT,
  started_at: null,
  finished_at: null,
  since: null,
  until: null,
  looked_at: {},
  repaired: {},
  new_mismatches: 0,
  open_mismatches: null,
  paid_without_booking: null,
  problem: null,
};
export const RUN_DONE: Reconciliation = {
  ...RUN,
  state: 'done',
  finished_at: AT,
  looked_at: { payments: 8 },
  repaired: { refund_written_down: 1 },
  new_mismatches: 1,
};
export const COMPARED: Compared = { compared_until: AT, open_mismatches: 1, paid_without_booking: 0, latest_run: null };

export const EVENT: WholePaymentEvent = {
  id: 'evt_1',
  type: 'charge.refunded',
  state: 'failed',
  booking_id: BOOKING.id,
  session_id: null,
  payment_id: 'pi_1',
  received_at: AT,
  handled_at: null,
  outcome: null,
  last_error: 'Stripe was away.',
  tries: 3,
  payload: { object: { amount_refunded: 27_000 } },
};

export const DEAD_MAIL: Mail = {
  id: '3'.repeat(24),
  template: 'confirmed',
  booking_id: BOOKING.id,
  user_id: null,
  state: 'dead',
  tries: 10,
  due_at: AT,
  last_error: 'Mailbox full.',
};

export const KEY: IssuedKey = {
  id: '4'.repeat(24),
  prefix: 'abc123',
  partner: 'acme',
  scopes: ['bookings:read'],
  created_by: `admin:${IRIS.id}`,
  created_at: AT,
  last_used_at: null,
  revoked_at: null,
  key: 'dsk_abc123_the-secret-itself',
};

export const SYSTEM: System = {
  state: 'watch',
  parts: [
    { part: 'holds', state: 'well', facts: { alive: 7, sweep_lag_seconds: 0 }, advice: null },
    {
      part: 'outbox',
      state: 'watch',
      facts: { pending: 12, dead: 1, longest_due_seconds: 300 },
      advice: 'Some effects were given up.',
    },
    { part: 'stripe', state: 'well', facts: { breaker: 'closed', unhandled: 0 }, advice: null },
    { part: 'release', state: 'well', facts: { connections: null, waiting: [] }, advice: null },
    { part: 'audit', state: 'well', facts: { sealed: 1204, sealed_at: AT, unsealed: 3 }, advice: null },
  ],
  web_vitals: [
    { metric: 'LCP', unit: 'ms', count: 40, p75: 1800 },
    { metric: 'CLS', unit: 'score', count: 40, p75: 0.3 },
    { metric: 'INP', unit: 'ms', count: 0, p75: null },
  ],
};

const SUMS = {
  currency: 'USD',
  payments: 8,
  refunds: 2,
  gross: usd(221_504),
  refunded: usd(34_189),
  pending: usd(0),
  fees: usd(18_540),
  taxes: usd(14_275),
  net: usd(154_500),
};
const FRAME = { as_of: AT, from: '2026-11-26', to: '2026-11-27', time_zone: 'UTC' };
export const REVENUE: EarningsReport = {
  ...FRAME,
  group_by: 'day',
  rows: [{ ...SUMS, period: '2026-11-27', from: '2026-11-27', to: '2026-11-27', links: {} }],
  totals: [SUMS],
};
export const DEMAND: LostDemandReport = {
  ...FRAME,
  rows: [{ reason: 'window_taken', attempts: 9, people: 4, kind: 'cars' }],
  totals: [{ reason: 'window_taken', attempts: 9 }],
};
