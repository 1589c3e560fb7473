import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    getHealth: build.query<GetHealthApiResponse, GetHealthApiArg>({
      query: () => ({ url: `/api/health` }),
    }),
    createConcurrencyRun: build.mutation<
      CreateConcurrencyRunApiResponse,
      CreateConcurrencyRunApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/lab/concurrency-runs`,
        method: "POST",
        body: queryArg.plan,
      }),
    }),
    listConcurrencyRuns: build.query<
      ListConcurrencyRunsApiResponse,
      ListConcurrencyRunsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/lab/concurrency-runs`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    getConcurrencyRun: build.query<
      GetConcurrencyRunApiResponse,
      GetConcurrencyRunApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/lab/concurrency-runs/${encodeURIComponent(String(queryArg.runId))}`,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedLabApi };
export type GetHealthApiResponse = /** status 200 OK */ Health;
export type GetHealthApiArg = void;
export type CreateConcurrencyRunApiResponse = /** status 201 Created */ Run;
export type CreateConcurrencyRunApiArg = {
  plan: Plan;
};
export type ListConcurrencyRunsApiResponse = /** status 200 OK */ RunSummary[];
export type ListConcurrencyRunsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
};
export type GetConcurrencyRunApiResponse = /** status 200 OK */ Run;
export type GetConcurrencyRunApiArg = {
  runId: string;
};
export type Part = {
  status: "healthy" | "unhealthy";
  /** How long the question took. */
  latencyMs: number;
};
export type Services = {
  mongodb: Part;
  redis: Part;
  celery: Part;
};
export type Health = {
  status: "healthy" | "degraded" | "unhealthy";
  services: Services;
  /** Seconds since this process started. */
  uptime: number;
  version: string;
  /** When every promise was last found to hold. */
  verifiedAt: string | null;
};
export type OfferedListing = {
  id: string;
  title: string;
  vehicle_type: string | null;
  venue: string | null;
};
export type OfferedLine = {
  section_id: string;
  quantity: number;
};
export type Money = {
  /** Minor units, for example cents. */
  amount: number;
  currency: string;
};
export type Alternative = {
  listing: OfferedListing;
  starts_at: string | null;
  ends_at: string | null;
  /** Places, where they count. */
  lines?: OfferedLine[];
  total: Money;
  /** Those asked for; they are in the total. */
  extras?: string[];
  reason:
    | "same_car_other_dates"
    | "similar_car"
    | "other_section"
    | "same_resource_other_time"
    | "other_resource";
};
export type Conflict = {
  starts_at: string;
  ends_at: string;
};
export type InTheWay = {
  id: string;
  type: "booking" | "hold" | "block";
  /** Of a booking or hold. */
  status: string | null;
  starts_at: string;
  ends_at: string;
  /** When a hold gives way, unless it is paid. */
  until: string | null;
};
export type Problem = {
  /** Where the code is explained. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The stable word to switch on. */
  code: string;
  instance: string;
  request_id: string;
  /** By dotted path of the field. */
  errors?: {
    [key: string]: string[];
  };
  alternatives?: Alternative[];
  conflict?: Conflict;
  in_the_way?: InTheWay[];
  /** Seconds to wait. */
  retry_after?: number;
  links?: {
    [key: string]: string;
  };
};
export type Occupancy = {
  _id: string;
  bookings: number;
  places: number;
  /** Bookings at one instant. */
  peak: number;
};
export type Verdict = {
  /** By the answers. */
  won: number;
  /** By the database: places, or bookings at one instant. */
  confirmed: number;
  capacity: number;
  /** How far `confirmed` exceeds `capacity`. */
  overlaps: number;
  oversold: boolean;
  sentence: string;
  query: string;
  result: Occupancy[];
};
export type Outcome = {
  index: number;
  sent_ms: number;
  answered_ms: number | null;
  status: number | null;
  /** `created`, `replayed`, `no_answer`, or the code of the refusal. */
  code: string;
  /** For its turn at the inventory. */
  lock_wait_ms: number | null;
  /** Of the group that it was committed with. */
  transaction_ms: number | null;
};
export type Run = {
  id: string;
  kind: string;
  scenario: string;
  rivals: number;
  capacity: number;
  spread_ms: number;
  created_at: string;
  /** From the signal to the last answer. */
  duration_ms: number;
  /** How many of each code. */
  outcomes: {
    [key: string]: number;
  };
  verdict: Verdict;
  links: {
    [key: string]: string;
  };
  results: Outcome[];
};
export type Plan = {
  kind: "cars" | "events" | "time_slots";
  rivals: number;
  /** How many can win; 1 unless given. */
  capacity?: number;
  spread_ms?: number;
  scenario?: "same" | "overlapping" | "one_client" | "one_key";
};
export type RunSummary = {
  id: string;
  kind: string;
  scenario: string;
  rivals: number;
  capacity: number;
  spread_ms: number;
  created_at: string;
  /** From the signal to the last answer. */
  duration_ms: number;
  /** How many of each code. */
  outcomes: {
    [key: string]: number;
  };
  verdict: Verdict;
  links: {
    [key: string]: string;
  };
};
