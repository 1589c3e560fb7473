import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    changeMe: build.mutation<ChangeMeApiResponse, ChangeMeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/me`,
        method: "PATCH",
        body: queryArg.name,
      }),
    }),
    changePassword: build.mutation<
      ChangePasswordApiResponse,
      ChangePasswordApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/auth/change-password`,
        method: "POST",
        body: queryArg.change,
      }),
    }),
    listSessions: build.query<ListSessionsApiResponse, ListSessionsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/sessions`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
        },
      }),
    }),
    endOtherSessions: build.mutation<
      EndOtherSessionsApiResponse,
      EndOtherSessionsApiArg
    >({
      query: () => ({ url: `/api/v1/auth/sessions`, method: "DELETE" }),
    }),
    endSession: build.mutation<EndSessionApiResponse, EndSessionApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/sessions/${encodeURIComponent(String(queryArg.sessionId))}`,
        method: "DELETE",
      }),
    }),
    exportMyData: build.query<ExportMyDataApiResponse, ExportMyDataApiArg>({
      query: () => ({ url: `/api/v1/auth/export` }),
    }),
    eraseMe: build.mutation<EraseMeApiResponse, EraseMeApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/erase`,
        method: "POST",
        body: queryArg.erase,
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedOwnAccountApi };
export type ChangeMeApiResponse = /** status 200 OK */ User;
export type ChangeMeApiArg = {
  name: Name;
};
export type ChangePasswordApiResponse = unknown;
export type ChangePasswordApiArg = {
  change: ChangeWrite;
};
export type ListSessionsApiResponse = /** status 200 OK */ OpenSession[];
export type ListSessionsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
};
export type EndOtherSessionsApiResponse = unknown;
export type EndOtherSessionsApiArg = void;
export type EndSessionApiResponse = unknown;
export type EndSessionApiArg = {
  sessionId: string;
};
export type ExportMyDataApiResponse = /** status 200 OK */ Export;
export type ExportMyDataApiArg = void;
export type EraseMeApiResponse = unknown;
export type EraseMeApiArg = {
  erase: EraseWrite;
};
export type User = {
  id: string;
  email: string;
  name: string;
  role: "client" | "owner" | "admin";
  /** Whether the address is known to be the user's own. */
  email_verified: boolean;
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
export type Name = {
  name: string;
};
export type Change = {};
export type ChangeWrite = {
  current: string;
  new: string;
};
export type OpenSession = {
  id: string;
  /** As far as the browser says. */
  device: string | null;
  /** The network address that it was last used from. */
  address: string | null;
  /** When the password was given, to the minute. */
  created_at: string;
  /** To the minute; a client in use asks every 15 minutes. */
  last_used_at: string;
  /** Whether it is the session that asks. */
  is_current: boolean;
};
export type Profile = {
  id: string;
  email: string;
  name: string;
  role: "client" | "owner" | "admin";
  /** Whether the address is known to be the user's own. */
  email_verified: boolean;
  created_at: string | null;
  last_login_at: string | null;
};
export type Deed = {
  at: string;
  action: string;
  outcome: string;
  code: string | null;
  /** The role of whoever did it. */
  actor: string;
  booking_id: string | null;
  before: string | null;
  after: string | null;
};
export type Export = {
  exported_at: string;
  profile: Profile;
  sessions: OpenSession[];
  /** As `GET /bookings` shows them, with `cancel_reason`. */
  bookings: {
    [key: string]: any;
  }[];
  /** Bookings of own listings that one cancelled as owner, and why. */
  cancelled: {
    [key: string]: any;
  }[];
  /** As they are stored. */
  listings: {
    [key: string]: any;
  }[];
  /** As `GET /owner/listings/{listing_id}/blocks` shows them; ended ones too. */
  blocks: {
    [key: string]: any;
  }[];
  audit: Deed[];
};
export type Erase = {};
export type EraseWrite = {
  password: string;
};
