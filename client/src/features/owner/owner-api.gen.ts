import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    createBlock: build.mutation<CreateBlockApiResponse, CreateBlockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/blocks`,
        method: "POST",
        body: queryArg.newBlock,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listBlocks: build.query<ListBlocksApiResponse, ListBlocksApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/blocks`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    getBlock: build.query<GetBlockApiResponse, GetBlockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/blocks/${encodeURIComponent(String(queryArg.blockId))}`,
      }),
    }),
    editBlock: build.mutation<EditBlockApiResponse, EditBlockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/blocks/${encodeURIComponent(String(queryArg.blockId))}`,
        method: "PATCH",
        body: queryArg.blockChanges,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    removeBlock: build.mutation<RemoveBlockApiResponse, RemoveBlockApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/blocks/${encodeURIComponent(String(queryArg.blockId))}`,
        method: "DELETE",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    getOwnerEarnings: build.query<
      GetOwnerEarningsApiResponse,
      GetOwnerEarningsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/earnings`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          group_by: queryArg.groupBy,
          listing_id: queryArg.listingId,
        },
      }),
    }),
    listOwnerEarningsEntries: build.query<
      ListOwnerEarningsEntriesApiResponse,
      ListOwnerEarningsEntriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/earnings/entries`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          currency: queryArg.currency,
          listing_id: queryArg.listingId,
        },
      }),
    }),
    getOwnerOccupancy: build.query<
      GetOwnerOccupancyApiResponse,
      GetOwnerOccupancyApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/occupancy`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          group_by: queryArg.groupBy,
          listing_id: queryArg.listingId,
        },
      }),
    }),
    getOwnerUpcoming: build.query<
      GetOwnerUpcomingApiResponse,
      GetOwnerUpcomingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/upcoming`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          group_by: queryArg.groupBy,
          listing_id: queryArg.listingId,
        },
      }),
    }),
    getOwnerLostDemand: build.query<
      GetOwnerLostDemandApiResponse,
      GetOwnerLostDemandApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/lost-demand`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          listing_id: queryArg.listingId,
        },
      }),
    }),
    getOwnerCalendar: build.query<
      GetOwnerCalendarApiResponse,
      GetOwnerCalendarApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/calendar`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          from: queryArg["from"],
          to: queryArg.to,
          kind: queryArg.kind,
          q: queryArg.q,
        },
      }),
    }),
    listOwnerBookings: build.query<
      ListOwnerBookingsApiResponse,
      ListOwnerBookingsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/bookings`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          status: queryArg.status,
          kind: queryArg.kind,
          listing: queryArg.listing,
          q: queryArg.q,
          from: queryArg["from"],
          to: queryArg.to,
          ends_from: queryArg.endsFrom,
          ends_to: queryArg.endsTo,
          sort: queryArg.sort,
        },
      }),
    }),
    getOwnerBooking: build.query<
      GetOwnerBookingApiResponse,
      GetOwnerBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/bookings/${encodeURIComponent(String(queryArg.bookingId))}`,
      }),
    }),
    previewOwnersCancellation: build.query<
      PreviewOwnersCancellationApiResponse,
      PreviewOwnersCancellationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancellation-preview`,
      }),
    }),
    cancelOwnersBooking: build.mutation<
      CancelOwnersBookingApiResponse,
      CancelOwnersBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancel`,
        method: "POST",
        body: queryArg.ownersCancel,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedOwnerApi };
export type CreateBlockApiResponse = /** status 201 Created */ Block;
export type CreateBlockApiArg = {
  listingId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  newBlock: NewBlock;
};
export type ListBlocksApiResponse = /** status 200 OK */ Block[];
export type ListBlocksApiArg = {
  listingId: string;
  /** From 1. */
  page?: number;
  pageSize?: number;
};
export type GetBlockApiResponse = /** status 200 OK */ Block;
export type GetBlockApiArg = {
  listingId: string;
  blockId: string;
};
export type EditBlockApiResponse = /** status 200 OK */ Block;
export type EditBlockApiArg = {
  listingId: string;
  blockId: string;
  /** The `ETag` of what you have read: the edit is made only if nobody has changed it since. */
  "If-Match": string;
  blockChanges: BlockChanges;
};
export type RemoveBlockApiResponse = unknown;
export type RemoveBlockApiArg = {
  listingId: string;
  blockId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type GetOwnerEarningsApiResponse = /** status 200 OK */ EarningsReport;
export type GetOwnerEarningsApiArg = {
  /** The first day. */
  from: string;
  /** The last day; at most 366 in all. */
  to: string;
  tz?: string | null;
  /** csv: all rows. */
  format?: "json" | "csv";
  /** From 1. */
  page?: number;
  pageSize?: number;
  groupBy?: "day" | "week" | "month" | "listing";
  listingId?: string | null;
};
export type ListOwnerEarningsEntriesApiResponse =
  /** status 200 OK */ LedgerEntry[];
export type ListOwnerEarningsEntriesApiArg = {
  /** The first day. */
  from: string;
  /** The last day; at most 366 in all. */
  to: string;
  tz?: string | null;
  /** csv: all rows. */
  format?: "json" | "csv";
  /** From 1. */
  page?: number;
  pageSize?: number;
  currency?: string | null;
  listingId?: string | null;
};
export type GetOwnerOccupancyApiResponse = /** status 200 OK */ OccupancyReport;
export type GetOwnerOccupancyApiArg = {
  /** The first day. */
  from: string;
  /** The last day; at most 366 in all. */
  to: string;
  tz?: string | null;
  /** csv: all rows. */
  format?: "json" | "csv";
  /** From 1. */
  page?: number;
  pageSize?: number;
  groupBy?: "day" | "week" | "month" | "listing";
  listingId?: string | null;
};
export type GetOwnerUpcomingApiResponse = /** status 200 OK */ UpcomingReport;
export type GetOwnerUpcomingApiArg = {
  /** The first day. */
  from: string;
  /** The last day; at most 366 in all. */
  to: string;
  tz?: string | null;
  /** csv: all rows. */
  format?: "json" | "csv";
  /** From 1. */
  page?: number;
  pageSize?: number;
  groupBy?: "day" | "week" | "month" | "listing";
  listingId?: string | null;
};
export type GetOwnerLostDemandApiResponse =
  /** status 200 OK */ LostDemandReport;
export type GetOwnerLostDemandApiArg = {
  /** The first day. */
  from: string;
  /** The last day; at most 366 in all. */
  to: string;
  tz?: string | null;
  /** csv: all rows. */
  format?: "json" | "csv";
  /** From 1. */
  page?: number;
  pageSize?: number;
  listingId?: string | null;
};
export type GetOwnerCalendarApiResponse = /** status 200 OK */ CalendarRow[];
export type GetOwnerCalendarApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** The first day, by the calendar of each listing. */
  from: string;
  /** The last day; at most 92 in all. */
  to: string;
  kind?: "cars" | "time_slots";
  /** Beginnings of words in the title. */
  q?: string;
};
export type ListOwnerBookingsApiResponse = /** status 200 OK */ OwnerBooking[];
export type ListOwnerBookingsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  status?: "pending" | "confirmed" | "completed" | "cancelled" | "expired";
  kind?: "cars" | "events" | "time_slots";
  listing?: string;
  /** Beginnings of words of the listing, as clients look for it. */
  q?: string;
  /** Those that start then or later. */
  from?: string;
  /** Those that start before. */
  to?: string;
  /** Those that end then or later. */
  endsFrom?: string;
  /** Those that end before. */
  endsTo?: string;
  /** `newest`: by when they were made. `next`: by when they start, from now on. */
  sort?: "newest" | "next";
};
export type GetOwnerBookingApiResponse =
  /** status 200 OK */ OwnerBookingDetail;
export type GetOwnerBookingApiArg = {
  bookingId: string;
};
export type PreviewOwnersCancellationApiResponse =
  /** status 200 OK */ CancellationPreview;
export type PreviewOwnersCancellationApiArg = {
  bookingId: string;
};
export type CancelOwnersBookingApiResponse = /** status 200 OK */ Booking;
export type CancelOwnersBookingApiArg = {
  bookingId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  ownersCancel: OwnersCancel;
};
export type ListingName = {
  id: string;
  title: string;
};
export type Block = {
  id: string;
  kind: string;
  listing: ListingName;
  starts_at: string;
  ends_at: string;
  reason: "maintenance" | "own_use" | "other";
  note: string | null;
  version: number;
  created_at: string;
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
export type NewBlock = {
  starts_at: string;
  ends_at: string;
  reason: "maintenance" | "own_use" | "other";
  /** For yourself; nobody else sees it. */
  note?: string;
};
export type BlockChanges = {
  starts_at?: string;
  ends_at?: string;
  reason?: "maintenance" | "own_use" | "other";
  note?: string | null;
};
export type Owner = {
  id: string;
  name: string | null;
};
export type EarningsRow = {
  period?: string;
  from?: string;
  to?: string;
  currency: string;
  payments: number;
  refunds: number;
  gross: Money;
  /** Also what is on its way still. */
  refunded: Money;
  /** Of what is refunded, what has not arrived. */
  pending: Money;
  /** The platform's, less what went back of them. */
  fees: Money;
  taxes: Money;
  /** The owner's. */
  net: Money;
  listing?: ListingName;
  kind?: string;
  owner?: Owner;
  /** `entries`: what the row is made of. */
  links: {
    [key: string]: string;
  };
};
export type MoneySums = {
  currency: string;
  payments: number;
  refunds: number;
  gross: Money;
  /** Also what is on its way still. */
  refunded: Money;
  /** Of what is refunded, what has not arrived. */
  pending: Money;
  /** The platform's, less what went back of them. */
  fees: Money;
  taxes: Money;
  /** The owner's. */
  net: Money;
};
export type EarningsReport = {
  /** Whatever was committed before is in it. */
  as_of: string;
  from: string;
  to: string;
  time_zone: string;
  group_by: string;
  rows: EarningsRow[];
  totals: MoneySums[];
};
export type LedgerEntry = {
  id: string;
  type: "payment" | "refund";
  at: string;
  booking_id: string;
  listing: ListingName;
  kind: string;
  /** kept or returned; of a refund pending or succeeded. */
  state: string;
  reason: string | null;
  currency: string;
  amount: Money;
  fee: Money;
  tax: Money;
  net: Money;
};
export type Earned = {
  currency: string;
  /** As in the report of earnings. */
  net: Money;
  /** For each 24 hours that were offered: of a car-day. */
  net_per_day: Money | null;
};
export type OccupancyRow = {
  period?: string;
  from?: string;
  to?: string;
  unit: "seconds" | "places";
  booked: number;
  offered: number;
  /** 0 to 1; null where nothing was offered. */
  share: number | null;
  /** By what is had by time. */
  earned: Earned[];
  listing?: ListingName;
  kind?: string;
};
export type Occupied = {
  unit: "seconds" | "places";
  booked: number;
  offered: number;
  /** 0 to 1; null where nothing was offered. */
  share: number | null;
  /** By what is had by time. */
  earned: Earned[];
};
export type OccupancyReport = {
  /** Whatever was committed before is in it. */
  as_of: string;
  from: string;
  to: string;
  time_zone: string;
  group_by: string;
  rows: OccupancyRow[];
  totals: Occupied[];
};
export type UpcomingRow = {
  period?: string;
  from?: string;
  to?: string;
  bookings: number;
  money: MoneySums[];
  listing?: ListingName;
  /** `bookings`: those that are counted. */
  links: {
    [key: string]: string;
  };
};
export type ToCome = {
  bookings: number;
  money: MoneySums[];
};
export type UpcomingReport = {
  /** Whatever was committed before is in it. */
  as_of: string;
  from: string;
  to: string;
  time_zone: string;
  group_by: string;
  rows: UpcomingRow[];
  totals: ToCome;
};
export type Lost = {
  /** The code of the refusal. */
  reason: string;
  attempts: number;
  people: number;
  listing?: ListingName;
  kind?: string | null;
};
export type LostTotal = {
  reason: string;
  attempts: number;
};
export type LostDemandReport = {
  /** Whatever was committed before is in it. */
  as_of: string;
  from: string;
  to: string;
  time_zone: string;
  rows: Lost[];
  totals: LostTotal[];
};
export type Entry = {
  type: "booking" | "hold" | "block";
  id: string;
  starts_at: string;
  ends_at: string;
  /** On which it starts, by the listing's calendar. */
  first_day: string;
  /** The last that it touches; what ends at midnight does not touch the next. */
  last_day: string;
  status:
    | ("pending" | "confirmed" | "completed" | "cancelled" | "expired" | null)
    | ("pending" | "confirmed" | "completed" | "cancelled" | "expired" | null);
  /** When a hold gives way, unless it is paid. */
  until: string | null;
  /** The client's name. */
  client: string | null;
  partner: string | null;
  total: Money | null;
  reason:
    | ("maintenance" | "own_use" | "other" | null)
    | ("maintenance" | "own_use" | "other" | null);
  note: string | null;
  links: {
    [key: string]: string;
  };
};
export type CalendarRow = {
  listing: ListingName;
  /** Your own for it, where it came with a file of yours. */
  own_key: string | null;
  city: string | null;
  kind: string;
  visibility: string;
  /** How many bookings there can be at a time. */
  capacity: number;
  /** Kept free around each entry. */
  buffer_minutes: number;
  time_zone: string;
  starts_at: string;
  ends_at: string;
  entries: Entry[];
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
export type Client = {
  name: string | null;
  /** Null unless the booking is confirmed or completed. */
  email: string | null;
};
export type PartnerUser = {
  name: string;
  /** Whom only the partner knows. */
  user_id: string | null;
};
export type Split = {
  owner: Money;
  /** The platform's. */
  fee: Money;
  tax: Money;
};
export type OwnerBooking = {
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
  /** Null where a partner booked. */
  client: Client | null;
  partner: PartnerUser | null;
  cancel_reason: string | null;
  /** Of the price. Null where a partner takes it. */
  split: Split | null;
};
export type Paid = {
  at: string;
  amount: Money;
  split: Split;
  outcome: "kept" | "returned";
};
export type Refunded = {
  at: string;
  amount: Money;
  split: Split;
  state: "pending" | "succeeded" | "failed" | "dropped";
  reason: string;
};
export type OwnerBookingDetail = {
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
  /** Null where a partner booked. */
  client: Client | null;
  partner: PartnerUser | null;
  cancel_reason: string | null;
  /** Of the price. Null where a partner takes it. */
  split: Split | null;
  payments: Paid[];
  refunds: Refunded[];
};
export type RefundSplit = {
  price: Money;
  service_fee: Money;
  tax: Money;
};
export type Deadline = {
  /** Elapsed hours, whatever the clocks do. */
  hours_before_start: number;
  /** 10000 are all of it. */
  refund_basis_points: number;
  /** Null for what has no dates: always. */
  until: string | null;
  /** By the clock of the listing. */
  until_local: string | null;
  refund: Money;
};
export type CancellationPreview = {
  refund: Money;
  /** What was paid and does not come back. */
  kept: Money;
  split: RefundSplit;
  terms: CancellationTerms;
  tiers: Deadline[];
  /** Null for what has no dates: always. */
  free_until: string | null;
  /** What the places that stay cost; null when none do. */
  remainder: Quote | null;
  server_time: string;
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
export type OwnersCancel = {
  reason: string;
};
