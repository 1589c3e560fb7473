import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listEvents: build.query<ListEventsApiResponse, ListEventsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/events`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          city: queryArg.city,
          state: queryArg.state,
          q: queryArg.q,
          starts_from: queryArg.startsFrom,
          starts_to: queryArg.startsTo,
          price_max: queryArg.priceMax,
          quantity: queryArg.quantity,
          sort: queryArg.sort,
        },
      }),
    }),
    getEvent: build.query<GetEventApiResponse, GetEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/events/${encodeURIComponent(String(queryArg.eventId))}`,
      }),
    }),
    getEventQuote: build.query<GetEventQuoteApiResponse, GetEventQuoteApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/events/${encodeURIComponent(String(queryArg.eventId))}/quote`,
        params: {
          lines: queryArg.lines,
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedEventsApi };
export type ListEventsApiResponse = /** status 200 OK */ Event[];
export type ListEventsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  city?: string;
  state?: string;
  /** Beginnings of words in title, venue and city, in any order. */
  q?: string;
  /** Only events that begin then or later. */
  startsFrom?: string;
  /** Only events that begin before. */
  startsTo?: string;
  /** Minor units, of the cheapest section. */
  priceMax?: number;
  /** Only events where one section has so many places left now. */
  quantity?: number;
  /** `-` turns it round. Without: soonest first. */
  sort?: "starts_at" | "-starts_at" | "price" | "-price";
};
export type GetEventApiResponse = /** status 200 OK */ Event;
export type GetEventApiArg = {
  eventId: string;
};
export type GetEventQuoteApiResponse = /** status 200 OK */ EventQuote;
export type GetEventQuoteApiArg = {
  eventId: string;
  /** `section_id:quantity`, once for each section. */
  lines: string[];
};
export type Money = {
  /** Minor units, for example cents. */
  amount: number;
  currency: string;
};
export type Section = {
  id: string;
  name: string;
  /** Of one place, before fee and tax. */
  price: Money;
  capacity: number;
  /** Places that can be booked at this instant; only a hold makes sure. */
  remaining: number;
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
export type Event = {
  id: string;
  kind: string;
  title: string;
  venue: string | null;
  city: string | null;
  state: string | null;
  /** IANA name; the clock at the door. */
  time_zone: string | null;
  starts_at: string | null;
  ends_at: string | null;
  sections: Section[];
  /** Of the cheapest section. */
  price_from: Money;
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
export type QuoteLine = {
  code: string;
  label: string;
  amount: Money;
};
export type EventQuote = {
  starts_at?: string;
  ends_at?: string;
  days: number | null;
  lines: QuoteLine[];
  total: Money;
  /** The rules that made the lines. */
  rules: {
    [key: string]: any;
  }[];
  policy: Policy;
  /** At this instant; only a hold makes sure. */
  available: boolean;
};
