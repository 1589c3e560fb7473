import { baseApi as api } from "./base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    register: build.mutation<RegisterApiResponse, RegisterApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/register`,
        method: "POST",
        body: queryArg.registration,
      }),
    }),
    login: build.mutation<LoginApiResponse, LoginApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/auth/login`,
        method: "POST",
        body: queryArg.credentials,
      }),
    }),
    refresh: build.mutation<RefreshApiResponse, RefreshApiArg>({
      query: () => ({ url: `/api/v1/auth/refresh`, method: "POST" }),
    }),
    logout: build.mutation<LogoutApiResponse, LogoutApiArg>({
      query: () => ({ url: `/api/v1/auth/logout`, method: "POST" }),
    }),
    getMe: build.query<GetMeApiResponse, GetMeApiArg>({
      query: () => ({ url: `/api/v1/auth/me` }),
    }),
    listCars: build.query<ListCarsApiResponse, ListCarsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cars`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          starts_at: queryArg.startsAt,
          ends_at: queryArg.endsAt,
          city: queryArg.city,
          state: queryArg.state,
          near: queryArg.near,
          radius_km: queryArg.radiusKm,
          make: queryArg.make,
          vehicle_type: queryArg.vehicleType,
          fuel: queryArg.fuel,
          year_min: queryArg.yearMin,
          price_min: queryArg.priceMin,
          price_max: queryArg.priceMax,
          rating_min: queryArg.ratingMin,
          q: queryArg.q,
          sort: queryArg.sort,
        },
      }),
    }),
    getCar: build.query<GetCarApiResponse, GetCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cars/${encodeURIComponent(String(queryArg.carId))}`,
        params: {
          starts_at: queryArg.startsAt,
          ends_at: queryArg.endsAt,
        },
      }),
    }),
    getCarAvailability: build.query<
      GetCarAvailabilityApiResponse,
      GetCarAvailabilityApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/cars/${encodeURIComponent(String(queryArg.carId))}/availability`,
        params: {
          from: queryArg["from"],
          to: queryArg.to,
        },
      }),
    }),
    getCarQuote: build.query<GetCarQuoteApiResponse, GetCarQuoteApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cars/${encodeURIComponent(String(queryArg.carId))}/quote`,
        params: {
          starts_at: queryArg.startsAt,
          ends_at: queryArg.endsAt,
          extras: queryArg.extras,
        },
      }),
    }),
    listPlaces: build.query<ListPlacesApiResponse, ListPlacesApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/places`,
        params: {
          q: queryArg.q,
        },
      }),
    }),
    listBookings: build.query<ListBookingsApiResponse, ListBookingsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/bookings`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          when: queryArg.when,
          status: queryArg.status,
          kind: queryArg.kind,
        },
      }),
    }),
    getBooking: build.query<GetBookingApiResponse, GetBookingApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/bookings/${encodeURIComponent(String(queryArg.bookingId))}`,
      }),
    }),
    createCheckout: build.mutation<
      CreateCheckoutApiResponse,
      CreateCheckoutApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/bookings/${encodeURIComponent(String(queryArg.bookingId))}/checkout`,
        method: "POST",
      }),
    }),
    reconcileBooking: build.mutation<
      ReconcileBookingApiResponse,
      ReconcileBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/bookings/${encodeURIComponent(String(queryArg.bookingId))}/reconcile`,
        method: "POST",
      }),
    }),
    previewCancellation: build.query<
      PreviewCancellationApiResponse,
      PreviewCancellationApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancellation-preview`,
        params: {
          lines: queryArg.lines,
        },
      }),
    }),
    cancelBooking: build.mutation<
      CancelBookingApiResponse,
      CancelBookingApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/bookings/${encodeURIComponent(String(queryArg.bookingId))}/cancel`,
        method: "POST",
        body: queryArg.cancel,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedApi };
export type RegisterApiResponse = /** status 201 Created */ User;
export type RegisterApiArg = {
  registration: RegistrationWrite;
};
export type LoginApiResponse = /** status 200 OK */ Session;
export type LoginApiArg = {
  credentials: CredentialsWrite;
};
export type RefreshApiResponse = /** status 200 OK */ Session;
export type RefreshApiArg = void;
export type LogoutApiResponse = unknown;
export type LogoutApiArg = void;
export type GetMeApiResponse = /** status 200 OK */ User;
export type GetMeApiArg = void;
export type ListCarsApiResponse = /** status 200 OK */ Car[];
export type ListCarsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** With ends_at: only cars that are free then, each with its quote. */
  startsAt?: string;
  endsAt?: string;
  city?: string;
  state?: string;
  /** latitude,longitude */
  near?: string;
  /** Around `near`; 50 unless given. */
  radiusKm?: number;
  make?: string;
  vehicleType?: "car" | "suv" | "truck" | "van" | "minivan";
  fuel?: "gasoline" | "hybrid" | "electric" | "diesel";
  yearMin?: number;
  /** Minor units a day, for example cents. */
  priceMin?: number;
  /** Minor units a day, for example cents. */
  priceMax?: number;
  ratingMin?: number;
  /** Beginnings of words in title and city, in any order. */
  q?: string;
  /** `-` turns it round. Without: nearest first with `near`, else best rated first. */
  sort?:
    "price" | "-price" | "rating" | "-rating" | "year" | "-year" | "distance";
};
export type GetCarApiResponse = /** status 200 OK */ Car;
export type GetCarApiArg = {
  carId: string;
  startsAt?: string;
  endsAt?: string;
};
export type GetCarAvailabilityApiResponse = /** status 200 OK */ Availability;
export type GetCarAvailabilityApiArg = {
  carId: string;
  from?: string;
  to?: string;
};
export type GetCarQuoteApiResponse = /** status 200 OK */ CarQuote;
export type GetCarQuoteApiArg = {
  carId: string;
  startsAt: string;
  endsAt: string;
  /** Codes of car.extras; repeat the parameter for several. */
  extras?: string[];
};
export type ListPlacesApiResponse = /** status 200 OK */ Place[];
export type ListPlacesApiArg = {
  /** The beginning of a city's name. */
  q?: string;
};
export type ListBookingsApiResponse = /** status 200 OK */ Booking[];
export type ListBookingsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** `upcoming`: runs or is to come, soonest first; `past`: all others. */
  when?: "upcoming" | "past";
  status?: "pending" | "confirmed" | "completed" | "cancelled" | "expired";
  kind?: "cars" | "events" | "time_slots";
};
export type GetBookingApiResponse = /** status 200 OK */ Booking;
export type GetBookingApiArg = {
  bookingId: string;
};
export type CreateCheckoutApiResponse = /** status 201 Created */ Checkout;
export type CreateCheckoutApiArg = {
  bookingId: string;
};
export type ReconcileBookingApiResponse = /** status 200 OK */ Booking;
export type ReconcileBookingApiArg = {
  bookingId: string;
};
export type PreviewCancellationApiResponse =
  /** status 200 OK */ CancellationPreview;
export type PreviewCancellationApiArg = {
  bookingId: string;
  /** `section_id:quantity`, once for each section. */
  lines?: string[];
};
export type CancelBookingApiResponse = /** status 200 OK */ Booking;
export type CancelBookingApiArg = {
  bookingId: string;
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  cancel: Cancel;
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
export type Registration = {
  email: string;
  name: string;
  role: "client" | "owner";
};
export type RegistrationWrite = {
  email: string;
  password: string;
  name: string;
  role: "client" | "owner";
};
export type Session = {
  /** For the Authorization header: `Bearer …`. */
  access_token: string;
  /** Seconds for which the access token is good. */
  expires_in: number;
  user: User;
};
export type Credentials = {
  email: string;
};
export type CredentialsWrite = {
  email: string;
  password: string;
};
export type LatLng = {
  lat: number;
  lng: number;
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
export type Extra = {
  code: string;
  label: string;
  per_day: Money;
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
export type Car = {
  id: string;
  kind: string;
  title: string;
  make: string;
  model: string;
  year: number;
  vehicle_type: "car" | "suv" | "truck" | "van" | "minivan";
  fuel:
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null)
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null);
  city: string;
  state: string;
  location: LatLng;
  /** IANA name; its days are the car's days. */
  time_zone: string;
  daily_rate: Money;
  rating: number | null;
  trips_taken: number;
  review_count: number;
  photos: Photo[];
  owner: Owner;
  policy: Policy;
  extras: Extra[];
  distance_km: number | null;
  quote: Quote | null;
  links: {
    [key: string]: string;
  };
};
export type BusyWindow = {
  starts_at: string;
  ends_at: string;
  reason: "booked" | "held" | "blocked";
};
export type Availability = {
  listing_id: string;
  time_zone: string | null;
  from: string;
  to: string;
  busy: BusyWindow[];
  buffer_minutes: number;
  policy: Policy;
  server_time: string;
};
export type CarQuote = {
  starts_at: string;
  ends_at: string;
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
export type Place = {
  city: string;
  state: string;
  cars: number;
  location: LatLng;
  time_zone: string;
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
export type Checkout = {
  checkout_url: string;
  expires_at: string;
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
export type Line = {
  section_id: string;
  quantity: number;
};
export type Cancel = {
  reason?: string;
  lines?: Line[];
};
