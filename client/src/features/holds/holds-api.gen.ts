import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    createCarBooking: build.mutation<
      CreateCarBookingApiResponse,
      CreateCarBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/cars/${encodeURIComponent(String(queryArg.carId))}/bookings`,
        method: "POST",
        body: queryArg.carDemand,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    createEventBooking: build.mutation<
      CreateEventBookingApiResponse,
      CreateEventBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/events/${encodeURIComponent(String(queryArg.eventId))}/bookings`,
        method: "POST",
        body: queryArg.eventDemand,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    createTimeSlotBooking: build.mutation<
      CreateTimeSlotBookingApiResponse,
      CreateTimeSlotBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}/bookings`,
        method: "POST",
        body: queryArg.timeSlotDemand,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedHoldsApi };
export type CreateCarBookingApiResponse = /** status 201 Created */ Booking;
export type CreateCarBookingApiArg = {
  carId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  carDemand: CarDemand;
};
export type CreateEventBookingApiResponse = /** status 201 Created */ Booking;
export type CreateEventBookingApiArg = {
  eventId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  eventDemand: EventDemand;
};
export type CreateTimeSlotBookingApiResponse =
  /** status 201 Created */ Booking;
export type CreateTimeSlotBookingApiArg = {
  timeSlotId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  timeSlotDemand: TimeSlotDemand;
};
export type BookedListing = {
  id: string;
  title: string;
  city: string | null;
  state: string | null;
  time_zone: string | null;
  vehicle_type: string | null;
  venue: string | null;
};
export type Money = {
  /** Minor units, for example cents. */
  amount: number;
  currency: string;
};
export type BookedLine = {
  section_id: string;
  name: string | null;
  quantity: number;
};
export type QuoteLine = {
  code: string;
  label: string;
  amount: Money;
};
export type Quote = {
  starts_at?: string;
  ends_at?: string;
  days: number | null;
  lines: QuoteLine[];
  total: Money;
  /** The rules that made the lines. */
  rules: {
    [key: string]: any;
  }[];
};
export type Tier = {
  /** Elapsed hours, whatever the clocks do. */
  hours_before_start: number;
  /** 10000 are all of it. */
  refund_basis_points: number;
};
export type CancellationTerms = {
  /** `flexible`, `moderate`, `strict`, or `own`. */
  name: string;
  /** Tells terms of one name apart. */
  version: number;
  tiers: Tier[];
};
export type Policy = {
  lead_time_minutes: number;
  horizon_days: number;
  shortest_minutes: number;
  longest_days: number;
  /** Kept free on both sides of a booking. */
  buffer_minutes: number;
  hold_minutes: number;
  /** Before the start; until then a refund is whole. */
  free_cancellation_hours: number;
  /** Places in one booking. */
  quantity_limit: number;
  /** Whether a client can have one booking of it at a time. */
  one_per_client: boolean;
  cancellation: CancellationTerms;
};
export type Step = {
  at: string;
  status: string;
  trigger: string;
};
export type Booking = {
  id: string;
  kind: string;
  listing: BookedListing;
  status: "pending" | "confirmed" | "completed" | "cancelled" | "expired";
  payment_status:
    "unpaid" | "paid" | "refund_pending" | "refunded" | "partially_refunded";
  refund: Money | null;
  /** What the client called it. */
  title: string | null;
  starts_at: string | null;
  ends_at: string | null;
  /** Null where windows are booked. */
  lines: BookedLine[] | null;
  quote: Quote;
  /** What is left of the quote since places were cancelled; null when none were. */
  remainder: Quote | null;
  policy: Policy;
  expires_at: string | null;
  /** The database's clock; count down against it. */
  server_time: string;
  created_at: string;
  version: number;
  history: Step[];
  links: {
    [key: string]: string;
  };
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
export type CarDemand = {
  starts_at: string;
  ends_at: string;
  /** Codes of car.extras. */
  extras?: string[];
};
export type Line = {
  section_id: string;
  quantity: number;
};
export type EventDemand = {
  lines: Line[];
};
export type TimeSlotDemand = {
  starts_at: string;
  ends_at: string;
  /** What the client calls it. */
  title?: string;
  /** Whether any resource of the same group will do, at the same price and terms. */
  any_of_group?: boolean;
};
