import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listTimeSlots: build.query<ListTimeSlotsApiResponse, ListTimeSlotsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/time-slots`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          q: queryArg.q,
          group: queryArg.group,
          city: queryArg.city,
          state: queryArg.state,
          price_max: queryArg.priceMax,
          sort: queryArg.sort,
        },
      }),
    }),
    getTimeSlot: build.query<GetTimeSlotApiResponse, GetTimeSlotApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}`,
      }),
    }),
    getTimeSlotAvailability: build.query<
      GetTimeSlotAvailabilityApiResponse,
      GetTimeSlotAvailabilityApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}/availability`,
        params: {
          date: queryArg.date,
          tz: queryArg.tz,
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedSlotsApi };
export type ListTimeSlotsApiResponse = /** status 200 OK */ TimeSlot[];
export type ListTimeSlotsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** Beginnings of words in title, city and group, in any order. */
  q?: string;
  /** Exactly as a resource shows it. */
  group?: string;
  city?: string;
  state?: string;
  /** Minor units a slot; 0 finds what is free. */
  priceMax?: number;
  /** `-` turns it round. Without: by title. */
  sort?: "title" | "-title" | "price" | "-price";
};
export type GetTimeSlotApiResponse = /** status 200 OK */ TimeSlot;
export type GetTimeSlotApiArg = {
  timeSlotId: string;
};
export type GetTimeSlotAvailabilityApiResponse = /** status 200 OK */ Slots;
export type GetTimeSlotAvailabilityApiArg = {
  timeSlotId: string;
  /** A date of the viewer's calendar; without it the next seven days. */
  date?: string;
  /** The viewer's time zone; without it the resource's own. */
  tz?: string;
};
export type Hours = {
  /** 0 is Monday. */
  weekday: number;
  opens: string;
  /** `24:00` is the end of the day. */
  closes: string;
};
export type Money = {
  /** Minor units, for example cents. */
  amount: number;
  currency: string;
};
export type Photo = {
  id: string;
  /** At most 2048 pixels along the longer side. */
  url: string;
  /** At most 480, for lists. */
  small_url: string;
  /** Of the one at `url`, so that a page can leave room for it. */
  width: number;
  height: number;
  /** For those who cannot see it; may be empty. */
  caption: string;
};
export type Owner = {
  id: string;
  name: string | null;
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
export type TimeSlot = {
  id: string;
  kind: string;
  title: string;
  /** Its owner takes resources of one group for one another. */
  group: string | null;
  city: string | null;
  state: string | null;
  /** IANA name; opening hours are by its clocks. */
  time_zone: string;
  /** Empty: always open. */
  opening_hours: Hours[];
  /** Real minutes. Null: windows of any length. */
  slot_minutes: number | null;
  /** From the start of one slot to that of the next. */
  step_minutes: number | null;
  /** How many bookings there can be at a time. */
  capacity: number;
  /** For a slot; 0 is confirmed at once. */
  price: Money;
  photos: Photo[];
  owner: Owner;
  policy: Policy;
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
export type Slot = {
  starts_at: string;
  ends_at: string;
  /** The start by the viewer's clock. */
  local_start: string;
  /** Days from the date at the resource to the viewer's. */
  day_shift: number;
  /** How many bookings still fit in. */
  remaining: number;
  /** Something remains, and it starts neither too soon nor too far ahead. */
  available: boolean;
  price: Money;
};
export type BusyWindow = {
  starts_at: string;
  ends_at: string;
  reason: "booked" | "held" | "blocked";
};
export type Slots = {
  listing_id: string;
  /** The resource's own. */
  time_zone: string;
  /** The viewer's. */
  tz: string;
  date: string | null;
  capacity: number;
  slots: Slot[];
  busy: BusyWindow[];
  buffer_minutes: number;
  policy: Policy;
  server_time: string;
};
