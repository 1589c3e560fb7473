import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listAllBookings: build.query<
      ListAllBookingsApiResponse,
      ListAllBookingsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/bookings`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          q: queryArg.q,
          status: queryArg.status,
          kind: queryArg.kind,
          owner: queryArg.owner,
          client: queryArg.client,
          listing: queryArg.listing,
          from: queryArg["from"],
          to: queryArg.to,
        },
      }),
    }),
    getAnyBooking: build.query<GetAnyBookingApiResponse, GetAnyBookingApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/bookings/${encodeURIComponent(String(queryArg.bookingId))}`,
      }),
    }),
    previewAdminsCancellation: build.query<
      PreviewAdminsCancellationApiResponse,
      PreviewAdminsCancellationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancellation-preview`,
        params: {
          refund: queryArg.refund,
          amount: queryArg.amount,
          currency: queryArg.currency,
        },
      }),
    }),
    cancelAdminsBooking: build.mutation<
      CancelAdminsBookingApiResponse,
      CancelAdminsBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancel`,
        method: "POST",
        body: queryArg.adminsCancel,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    refundAdminsBooking: build.mutation<
      RefundAdminsBookingApiResponse,
      RefundAdminsBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/bookings/${encodeURIComponent(String(queryArg.bookingId))}/refund`,
        method: "POST",
        body: queryArg.goodwill,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    createApiKey: build.mutation<CreateApiKeyApiResponse, CreateApiKeyApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys`,
        method: "POST",
        body: queryArg.newKey,
      }),
    }),
    listApiKeys: build.query<ListApiKeysApiResponse, ListApiKeysApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    revokeApiKey: build.mutation<RevokeApiKeyApiResponse, RevokeApiKeyApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/api-keys/${encodeURIComponent(String(queryArg.keyId))}`,
        method: "DELETE",
      }),
    }),
    listAuditEntries: build.query<
      ListAuditEntriesApiResponse,
      ListAuditEntriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/audit`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          actor: queryArg.actor,
          action: queryArg.action,
          outcome: queryArg.outcome,
          code: queryArg.code,
          booking_id: queryArg.bookingId,
          listing_id: queryArg.listingId,
          inventory_id: queryArg.inventoryId,
          request_id: queryArg.requestId,
          from: queryArg["from"],
          to: queryArg.to,
        },
      }),
    }),
    verifyAuditTrail: build.query<
      VerifyAuditTrailApiResponse,
      VerifyAuditTrailApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/audit/verify`,
        params: {
          from_position: queryArg.fromPosition,
          limit: queryArg.limit,
        },
      }),
    }),
    sealAuditTrail: build.mutation<
      SealAuditTrailApiResponse,
      SealAuditTrailApiArg
    >({
      query: () => ({ url: `/api/v1/admin/audit/seal`, method: "POST" }),
    }),
    getInvariants: build.query<GetInvariantsApiResponse, GetInvariantsApiArg>({
      query: () => ({ url: `/api/v1/admin/invariants` }),
    }),
    resumeSales: build.mutation<ResumeSalesApiResponse, ResumeSalesApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/listings/${encodeURIComponent(String(queryArg.listingId))}/resume`,
        method: "POST",
        body: queryArg.resume,
      }),
    }),
    listUndeliveredMails: build.query<
      ListUndeliveredMailsApiResponse,
      ListUndeliveredMailsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/mails`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          state: queryArg.state,
        },
      }),
    }),
    sendMailAgain: build.mutation<
      SendMailAgainApiResponse,
      SendMailAgainApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/mails/${encodeURIComponent(String(queryArg.mailId))}/send-again`,
        method: "POST",
      }),
    }),
    listMismatches: build.query<
      ListMismatchesApiResponse,
      ListMismatchesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/mismatches`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          state: queryArg.state,
          kind: queryArg.kind,
        },
      }),
    }),
    getMismatch: build.query<GetMismatchApiResponse, GetMismatchApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/mismatches/${encodeURIComponent(String(queryArg.mismatchId))}`,
      }),
    }),
    resolveMismatch: build.mutation<
      ResolveMismatchApiResponse,
      ResolveMismatchApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/mismatches/${encodeURIComponent(String(queryArg.mismatchId))}/resolve`,
        method: "POST",
        body: queryArg.resolution,
      }),
    }),
    listPaymentEvents: build.query<
      ListPaymentEventsApiResponse,
      ListPaymentEventsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/payment-events`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          state: queryArg.state,
          type: queryArg["type"],
          booking_id: queryArg.bookingId,
        },
      }),
    }),
    getPaymentEvent: build.query<
      GetPaymentEventApiResponse,
      GetPaymentEventApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/payment-events/${encodeURIComponent(String(queryArg.paymentEventId))}`,
      }),
    }),
    replayPaymentEvent: build.mutation<
      ReplayPaymentEventApiResponse,
      ReplayPaymentEventApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/payment-events/${encodeURIComponent(String(queryArg.paymentEventId))}/replay`,
        method: "POST",
      }),
    }),
    getReconciliation: build.query<
      GetReconciliationApiResponse,
      GetReconciliationApiArg
    >({
      query: () => ({ url: `/api/v1/admin/reconciliation` }),
    }),
    requestReconciliation: build.mutation<
      RequestReconciliationApiResponse,
      RequestReconciliationApiArg
    >({
      query: () => ({
        url: `/api/v1/admin/reconciliation-runs`,
        method: "POST",
      }),
    }),
    listReconciliationRuns: build.query<
      ListReconciliationRunsApiResponse,
      ListReconciliationRunsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/reconciliation-runs`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    getReconciliationRun: build.query<
      GetReconciliationRunApiResponse,
      GetReconciliationRunApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/reconciliation-runs/${encodeURIComponent(String(queryArg.reconciliationId))}`,
      }),
    }),
    getPlatformRevenue: build.query<
      GetPlatformRevenueApiResponse,
      GetPlatformRevenueApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/revenue`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          group_by: queryArg.groupBy,
          kind: queryArg.kind,
          owner_id: queryArg.ownerId,
        },
      }),
    }),
    listPlatformRevenueEntries: build.query<
      ListPlatformRevenueEntriesApiResponse,
      ListPlatformRevenueEntriesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/revenue/entries`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
          currency: queryArg.currency,
          kind: queryArg.kind,
          owner_id: queryArg.ownerId,
        },
      }),
    }),
    getPlatformLostDemand: build.query<
      GetPlatformLostDemandApiResponse,
      GetPlatformLostDemandApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/admin/reports/lost-demand`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
          tz: queryArg.tz,
          format: queryArg.format,
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    getSystem: build.query<GetSystemApiResponse, GetSystemApiArg>({
      query: () => ({ url: `/api/v1/admin/system` }),
    }),
    listUsers: build.query<ListUsersApiResponse, ListUsersApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/users`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          q: queryArg.q,
          role: queryArg.role,
          state: queryArg.state,
        },
      }),
    }),
    getUser: build.query<GetUserApiResponse, GetUserApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/users/${encodeURIComponent(String(queryArg.userId))}`,
      }),
    }),
    changeRole: build.mutation<ChangeRoleApiResponse, ChangeRoleApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/users/${encodeURIComponent(String(queryArg.userId))}`,
        method: "PATCH",
        body: queryArg.newRole,
      }),
    }),
    suspendUser: build.mutation<SuspendUserApiResponse, SuspendUserApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/users/${encodeURIComponent(String(queryArg.userId))}/suspend`,
        method: "POST",
        body: queryArg.reason,
      }),
    }),
    restoreUser: build.mutation<RestoreUserApiResponse, RestoreUserApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/admin/users/${encodeURIComponent(String(queryArg.userId))}/restore`,
        method: "POST",
        body: queryArg.reason,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedAdminApi };
export type ListAllBookingsApiResponse = /** status 200 OK */ OverseenBooking[];
export type ListAllBookingsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** The id of a booking, of a payment (`pi_…`) or a payment page (`cs_…`). */
  q?: string;
  status?: "pending" | "confirmed" | "completed" | "cancelled" | "expired";
  kind?: "cars" | "events" | "time_slots";
  owner?: string;
  client?: string;
  listing?: string;
  /** Those that were made then or later. */
  from?: string;
  /** Those that were made before. */
  to?: string;
};
export type GetAnyBookingApiResponse = /** status 200 OK */ BookingWithTimeline;
export type GetAnyBookingApiArg = {
  bookingId: string;
};
export type PreviewAdminsCancellationApiResponse =
  /** status 200 OK */ CancellationPreview;
export type PreviewAdminsCancellationApiArg = {
  bookingId: string;
  refund?: "policy" | "full" | "none" | "amount";
  /** Minor units, for example cents. */
  amount?: number;
  /** That of the payment. */
  currency?: string;
};
export type CancelAdminsBookingApiResponse = /** status 200 OK */ Booking;
export type CancelAdminsBookingApiArg = {
  bookingId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  adminsCancel: AdminsCancel;
};
export type RefundAdminsBookingApiResponse = /** status 200 OK */ Booking;
export type RefundAdminsBookingApiArg = {
  bookingId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  goodwill: Goodwill;
};
export type CreateApiKeyApiResponse = /** status 201 Created */ IssuedKey;
export type CreateApiKeyApiArg = {
  newKey: NewKey;
};
export type ListApiKeysApiResponse = /** status 200 OK */ Key[];
export type ListApiKeysApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
};
export type RevokeApiKeyApiResponse = unknown;
export type RevokeApiKeyApiArg = {
  keyId: string;
};
export type ListAuditEntriesApiResponse = /** status 200 OK */ AuditEntry[];
export type ListAuditEntriesApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** `client:<id>`, `admin:<id>`, `stripe`, `system:sweep` … */
  actor?: string;
  action?: string;
  outcome?: "done" | "refused";
  /** Of a refusal. */
  code?: string;
  bookingId?: string;
  listingId?: string;
  /** A section, or what a listing has only one of. */
  inventoryId?: string;
  /** As in `X-Request-ID`. */
  requestId?: string;
  from?: string;
  /** Left out itself. */
  to?: string;
};
export type VerifyAuditTrailApiResponse = /** status 200 OK */ ChainReport;
export type VerifyAuditTrailApiArg = {
  /** `next_position` of the call before. */
  fromPosition?: number;
  /** Entries at most; a slow machine stops earlier. */
  limit?: number;
};
export type SealAuditTrailApiResponse = /** status 200 OK */ Sealing;
export type SealAuditTrailApiArg = void;
export type GetInvariantsApiResponse = /** status 200 OK */ Verification;
export type GetInvariantsApiArg = void;
export type ResumeSalesApiResponse = unknown;
export type ResumeSalesApiArg = {
  listingId: string;
  resume: Resume;
};
export type ListUndeliveredMailsApiResponse = /** status 200 OK */ Mail[];
export type ListUndeliveredMailsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  state?: "pending" | "dead";
};
export type SendMailAgainApiResponse = /** status 200 OK */ Mail;
export type SendMailAgainApiArg = {
  mailId: string;
};
export type ListMismatchesApiResponse = /** status 200 OK */ Mismatch[];
export type ListMismatchesApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  state?: "open" | "resolved" | "gone";
  kind?:
    | "payment_without_booking"
    | "amount_differs"
    | "payment_unknown"
    | "refunded_but_booked"
    | "refund_stuck"
    | "refund_failed"
    | "disputed";
};
export type GetMismatchApiResponse = /** status 200 OK */ Mismatch;
export type GetMismatchApiArg = {
  mismatchId: string;
};
export type ResolveMismatchApiResponse = /** status 200 OK */ Mismatch;
export type ResolveMismatchApiArg = {
  mismatchId: string;
  resolution: Resolution;
};
export type ListPaymentEventsApiResponse = /** status 200 OK */ PaymentEvent[];
export type ListPaymentEventsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  state?: "open" | "failed" | "handled";
  type?: string;
  bookingId?: string;
};
export type GetPaymentEventApiResponse = /** status 200 OK */ WholePaymentEvent;
export type GetPaymentEventApiArg = {
  paymentEventId: string;
};
export type ReplayPaymentEventApiResponse =
  /** status 200 OK */ WholePaymentEvent;
export type ReplayPaymentEventApiArg = {
  paymentEventId: string;
};
export type GetReconciliationApiResponse = /** status 200 OK */ Compared;
export type GetReconciliationApiArg = void;
export type RequestReconciliationApiResponse =
  /** status 202 Accepted */ Reconciliation;
export type RequestReconciliationApiArg = void;
export type ListReconciliationRunsApiResponse =
  /** status 200 OK */ Reconciliation[];
export type ListReconciliationRunsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
};
export type GetReconciliationRunApiResponse =
  /** status 200 OK */ Reconciliation;
export type GetReconciliationRunApiArg = {
  reconciliationId: string;
};
export type GetPlatformRevenueApiResponse = /** status 200 OK */ EarningsReport;
export type GetPlatformRevenueApiArg = {
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
  groupBy?: "day" | "week" | "month" | "kind" | "owner";
  kind?:
    | ("cars" | "events" | "time_slots" | null)
    | ("cars" | "events" | "time_slots" | null);
  ownerId?: string | null;
};
export type ListPlatformRevenueEntriesApiResponse =
  /** status 200 OK */ LedgerEntry[];
export type ListPlatformRevenueEntriesApiArg = {
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
  kind?:
    | ("cars" | "events" | "time_slots" | null)
    | ("cars" | "events" | "time_slots" | null);
  ownerId?: string | null;
};
export type GetPlatformLostDemandApiResponse =
  /** status 200 OK */ LostDemandReport;
export type GetPlatformLostDemandApiArg = {
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
};
export type GetSystemApiResponse = /** status 200 OK */ System;
export type GetSystemApiArg = void;
export type ListUsersApiResponse = /** status 200 OK */ Person[];
export type ListUsersApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** Beginnings of words in name and e-mail, in any order. */
  q?: string;
  role?: "client" | "owner" | "admin";
  state?: "active" | "suspended";
};
export type GetUserApiResponse = /** status 200 OK */ PersonInDetail;
export type GetUserApiArg = {
  userId: string;
};
export type ChangeRoleApiResponse = /** status 200 OK */ PersonInDetail;
export type ChangeRoleApiArg = {
  userId: string;
  newRole: NewRole;
};
export type SuspendUserApiResponse = /** status 200 OK */ PersonInDetail;
export type SuspendUserApiArg = {
  userId: string;
  reason: Reason;
};
export type RestoreUserApiResponse = /** status 200 OK */ PersonInDetail;
export type RestoreUserApiArg = {
  userId: string;
  reason: Reason;
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
export type Booker = {
  id: string;
  name: string | null;
  email: string | null;
};
export type OverseenBooking = {
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
  client: Booker | null;
  owner: Booker;
  partner:
    | {
        [key: string]: any;
      }
    | {
        [key: string]: any;
      };
  cancel_reason: string | null;
  payment_id: string | null;
  session_id: string | null;
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
export type Happening = {
  at: string;
  /** Where it is written down. */
  source:
    "history" | "audit" | "payment_event" | "payment" | "refund" | "outbox";
  /** The trigger, the event's type, the effect … */
  what: string;
  /** What it led to, or how far it has come. */
  outcome: string | null;
  actor: string | null;
  /** What the person is called now; null for what is no person, and once it is erased. */
  actor_name: string | null;
  details: {
    [key: string]: any;
  };
};
export type BookingWithTimeline = {
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
  client: Booker | null;
  owner: Booker;
  partner:
    | {
        [key: string]: any;
      }
    | {
        [key: string]: any;
      };
  cancel_reason: string | null;
  payment_id: string | null;
  session_id: string | null;
  timeline: Happening[];
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
export type Grant = {
  /** Minor units, for example cents. */
  amount: number;
  /** That of the payment. */
  currency: string;
};
export type AdminsCancel = {
  refund?: "policy" | "full" | "none" | "amount";
  amount?: Grant;
  reason: string;
};
export type Goodwill = {
  amount: Grant;
  reason: string;
};
export type IssuedKey = {
  id: string;
  /** How the key begins after `dsk_`. */
  prefix: string;
  partner: string;
  scopes: (
    | "bookings:read"
    | "bookings:write"
    | "events:read"
    | "events:write"
    | "audit:read"
    | "metrics:read"
    | "lab:run"
  )[];
  created_by: string;
  created_at: string;
  /** To ten minutes. */
  last_used_at: string | null;
  revoked_at: string | null;
  /** For the header `X-API-Key`. Shown this once. */
  key: string;
};
export type NewKey = {
  /** a-z, 0-9 and hyphens */
  partner: string;
  scopes: (
    | "bookings:read"
    | "bookings:write"
    | "events:read"
    | "events:write"
    | "audit:read"
    | "metrics:read"
    | "lab:run"
  )[];
};
export type Key = {
  id: string;
  /** How the key begins after `dsk_`. */
  prefix: string;
  partner: string;
  scopes: (
    | "bookings:read"
    | "bookings:write"
    | "events:read"
    | "events:write"
    | "audit:read"
    | "metrics:read"
    | "lab:run"
  )[];
  created_by: string;
  created_at: string;
  /** To ten minutes. */
  last_used_at: string | null;
  revoked_at: string | null;
};
export type AuditEntry = {
  id: string;
  at: string;
  action: string;
  outcome: "done" | "refused";
  code: string | null;
  actor: string | null;
  /** What the person is called now; null for what is no person, and once it is erased. */
  actor_name: string | null;
  request_id: string | null;
  kind: string | null;
  listing_id: string | null;
  booking_id: string | null;
  before: string | null;
  after: string | null;
  partner:
    | {
        [key: string]: any;
      }
    | {
        [key: string]: any;
      };
  details:
    | {
        [key: string]: any;
      }
    | {
        [key: string]: any;
      };
  /** In the chain; null until it is sealed. */
  position: number | null;
  hash: string | null;
};
export type ChainFault = {
  position: number;
  what: "changed" | "missing" | "inserted" | "moved" | "cut" | "headless";
  /** Null where it is the absence of something. */
  entry_id: string | null;
};
export type ChainHead = {
  position: number;
  hash: string;
  sealed_at: string | null;
};
export type ChainReport = {
  /** Entries that are as they were sealed. */
  checked: number;
  /** Where to go on; null at the end or at a fault. */
  next_position: number | null;
  fault: ChainFault | null;
  head: ChainHead;
  /** Entries that wait to be sealed. */
  unsealed: number;
};
export type Sealing = {
  sealed: number;
};
export type Finding = {
  id: string;
  problem: string;
  listing_id: string | null;
};
export type Acceptance = {
  decision: "refund" | "attach" | "cancel_booking" | "accept";
  by: string;
  at: string;
  reason: string | null;
};
export type Accepted = {
  id: string;
  problem: string;
  listing_id: string | null;
  accepted: Acceptance;
};
export type Rule = {
  name: string;
  sentence: string;
  /** How many things were judged. */
  checked: number;
  broken: number;
  findings: Finding[];
  accepted: Accepted[];
};
export type Stopped = {
  id: string;
  kind: string;
  title: string;
  at: string;
  rules: string[];
};
export type Verification = {
  at: string | null;
  duration_ms: number | null;
  is_clean: boolean | null;
  last_clean_at: string | null;
  results: Rule[];
  /** Listings whose sales were stopped at that. */
  stopped: string[];
  /** Listings that wait to be resumed, whenever they were stopped; the latest first. */
  stopped_now: Stopped[];
};
export type Resume = {
  reason: string;
};
export type Mail = {
  /** Also the first part of its Message-ID. */
  id: string;
  /** Which mail it is. */
  template: string | null;
  booking_id: string | null;
  /** Of a mail about an account. */
  user_id: string | null;
  /** `pending`: it is tried; `dead`: it was given up. */
  state: string;
  tries: number;
  /** When it is tried next, or was to be. */
  due_at: string;
  last_error: string | null;
};
export type Mismatch = {
  id: string;
  kind:
    | "payment_without_booking"
    | "amount_differs"
    | "payment_unknown"
    | "refunded_but_booked"
    | "refund_stuck"
    | "refund_failed"
    | "disputed";
  state: "open" | "resolved" | "gone";
  /** Stripe's id of the payment, refund or dispute; or our key of a refund. */
  subject: string;
  payment_id: string;
  booking_id: string | null;
  money: Money;
  evidence: string[];
  decisions: ("refund" | "attach" | "cancel_booking" | "accept")[];
  found_at: string;
  /** When it was last seen to be so. */
  seen_at: string;
  decision:
    | ("refund" | "attach" | "cancel_booking" | "accept" | null)
    | ("refund" | "attach" | "cancel_booking" | "accept" | null);
  decided_by: string | null;
  /** What the person is called now; null for what is no person, and once it is erased. */
  decided_by_name: string | null;
  note: string | null;
  closed_at: string | null;
};
export type Resolution = {
  decision: "refund" | "attach" | "cancel_booking" | "accept";
  /** Why; it stands in the audit trail. */
  note?: string;
  /** The booking that an attached payment was meant for. */
  booking_id?: string;
};
export type PaymentEvent = {
  id: string;
  type: string;
  /** `failed` is tried again each minute. */
  state: "open" | "failed" | "handled";
  booking_id: string | null;
  session_id: string | null;
  payment_id: string | null;
  received_at: string;
  handled_at: string | null;
  /** What came of it. */
  outcome: string | null;
  last_error: string | null;
  tries: number;
};
export type WholePaymentEvent = {
  id: string;
  type: string;
  /** `failed` is tried again each minute. */
  state: "open" | "failed" | "handled";
  booking_id: string | null;
  session_id: string | null;
  payment_id: string | null;
  received_at: string;
  handled_at: string | null;
  /** What came of it. */
  outcome: string | null;
  last_error: string | null;
  tries: number;
  payload: {
    [key: string]: any;
  };
};
export type Reconciliation = {
  id: string;
  state: "requested" | "running" | "done" | "failed" | "abandoned";
  requested_by: string;
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  /** From where it compared Stripe's time. */
  since: string | null;
  /** How far it has come. */
  until: string | null;
  /** Sessions, payments, refunds and disputes at Stripe. */
  looked_at: {
    [key: string]: number;
  };
  /** What had one right answer, by what was done. */
  repaired: {
    [key: string]: number;
  };
  /** What this run was the first to list. */
  new_mismatches: number;
  /** What waits for a decision at its end. */
  open_mismatches: number | null;
  /** Payments at Stripe with neither booking nor refund, at its end. */
  paid_without_booking: number | null;
  /** Why it stopped; the next run goes on from there. */
  problem: string | null;
};
export type Compared = {
  /** Everything at Stripe before it was compared. */
  compared_until: string | null;
  /** What waits for a decision. */
  open_mismatches: number;
  /** Payments at Stripe with neither booking nor refund. */
  paid_without_booking: number;
  latest_run: Reconciliation | null;
};
export type ListingName = {
  id: string;
  title: string;
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
export type Condition = {
  part:
    | "mongodb"
    | "redis"
    | "broker"
    | "worker"
    | "beat"
    | "outbox"
    | "holds"
    | "stripe"
    | "audit"
    | "release";
  state: "well" | "watch" | "down";
  /** What was read of it; empty when it cannot be asked. */
  facts: {
    [key: string]: any;
  };
  /** What to do; null when there is nothing to do. */
  advice: string | null;
};
export type WebVital = {
  metric: "LCP" | "INP" | "TTFB" | "FCP" | "CLS";
  unit: "ms" | "score";
  /** Visits that were measured since Redis was emptied for the last time. */
  count: number;
  /** What three of four visits stayed within, estimated from a histogram; beyond 5 s it says 5000, and null before the first. */
  p75: number | null;
};
export type System = {
  state: "well" | "watch" | "down";
  parts: Condition[];
  /** Empty while Redis is away. */
  web_vitals: WebVital[];
};
export type Person = {
  id: string;
  email: string;
  name: string;
  role: "client" | "owner" | "admin";
  state: "active" | "suspended";
  created_at: string;
  last_login_at: string | null;
};
export type PersonInDetail = {
  id: string;
  email: string;
  name: string;
  role: "client" | "owner" | "admin";
  state: "active" | "suspended";
  created_at: string;
  last_login_at: string | null;
  /** How many are open. */
  sessions: number;
};
export type NewRole = {
  reason: string;
  role: "client" | "owner" | "admin";
};
export type Reason = {
  reason: string;
};
