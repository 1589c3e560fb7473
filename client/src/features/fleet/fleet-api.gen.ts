import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    listOwnCars: build.query<ListOwnCarsApiResponse, ListOwnCarsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          visibility: queryArg.visibility,
          has_photos: queryArg.hasPhotos,
          q: queryArg.q,
          sort: queryArg.sort,
        },
      }),
    }),
    createCar: build.mutation<CreateCarApiResponse, CreateCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars`,
        method: "POST",
        body: queryArg.newCar,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getOwnCar: build.query<GetOwnCarApiResponse, GetOwnCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/${encodeURIComponent(String(queryArg.carId))}`,
      }),
    }),
    editCar: build.mutation<EditCarApiResponse, EditCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/${encodeURIComponent(String(queryArg.carId))}`,
        method: "PATCH",
        body: queryArg.carChanges,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    publishCar: build.mutation<PublishCarApiResponse, PublishCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/${encodeURIComponent(String(queryArg.carId))}/publish`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    pauseCar: build.mutation<PauseCarApiResponse, PauseCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/${encodeURIComponent(String(queryArg.carId))}/pause`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    retireCar: build.mutation<RetireCarApiResponse, RetireCarApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/${encodeURIComponent(String(queryArg.carId))}/retire`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    editCars: build.mutation<EditCarsApiResponse, EditCarsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/bulk`,
        method: "PATCH",
        body: queryArg.bulkCars,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    exportCars: build.query<ExportCarsApiResponse, ExportCarsApiArg>({
      query: () => ({ url: `/api/v1/owner/cars/export` }),
    }),
    importCars: build.mutation<ImportCarsApiResponse, ImportCarsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/cars/import`,
        method: "POST",
        body: queryArg.body,
      }),
    }),
    listOwnEvents: build.query<ListOwnEventsApiResponse, ListOwnEventsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          visibility: queryArg.visibility,
          has_photos: queryArg.hasPhotos,
          q: queryArg.q,
          sort: queryArg.sort,
        },
      }),
    }),
    createEvent: build.mutation<CreateEventApiResponse, CreateEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events`,
        method: "POST",
        body: queryArg.newEvent,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getOwnEvent: build.query<GetOwnEventApiResponse, GetOwnEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/${encodeURIComponent(String(queryArg.eventId))}`,
      }),
    }),
    editEvent: build.mutation<EditEventApiResponse, EditEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/${encodeURIComponent(String(queryArg.eventId))}`,
        method: "PATCH",
        body: queryArg.eventChanges,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    publishEvent: build.mutation<PublishEventApiResponse, PublishEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/${encodeURIComponent(String(queryArg.eventId))}/publish`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    pauseEvent: build.mutation<PauseEventApiResponse, PauseEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/${encodeURIComponent(String(queryArg.eventId))}/pause`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    retireEvent: build.mutation<RetireEventApiResponse, RetireEventApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/${encodeURIComponent(String(queryArg.eventId))}/retire`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    editEvents: build.mutation<EditEventsApiResponse, EditEventsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/events/bulk`,
        method: "PATCH",
        body: queryArg.bulkEvents,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listOwnTimeSlots: build.query<
      ListOwnTimeSlotsApiResponse,
      ListOwnTimeSlotsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots`,
        params: {
          page: queryArg.page,
          page_size: queryArg.pageSize,
          visibility: queryArg.visibility,
          has_photos: queryArg.hasPhotos,
          q: queryArg.q,
          sort: queryArg.sort,
        },
      }),
    }),
    createTimeSlot: build.mutation<
      CreateTimeSlotApiResponse,
      CreateTimeSlotApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots`,
        method: "POST",
        body: queryArg.newTimeSlot,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getOwnTimeSlot: build.query<
      GetOwnTimeSlotApiResponse,
      GetOwnTimeSlotApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}`,
      }),
    }),
    editTimeSlot: build.mutation<EditTimeSlotApiResponse, EditTimeSlotApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}`,
        method: "PATCH",
        body: queryArg.timeSlotChanges,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    publishTimeSlot: build.mutation<
      PublishTimeSlotApiResponse,
      PublishTimeSlotApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}/publish`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    pauseTimeSlot: build.mutation<
      PauseTimeSlotApiResponse,
      PauseTimeSlotApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}/pause`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    retireTimeSlot: build.mutation<
      RetireTimeSlotApiResponse,
      RetireTimeSlotApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/${encodeURIComponent(String(queryArg.timeSlotId))}/retire`,
        method: "POST",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    editTimeSlots: build.mutation<
      EditTimeSlotsApiResponse,
      EditTimeSlotsApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/time-slots/bulk`,
        method: "PATCH",
        body: queryArg.bulkTimeSlots,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getPriceRules: build.query<GetPriceRulesApiResponse, GetPriceRulesApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/price-rules`,
      }),
    }),
    replacePriceRules: build.mutation<
      ReplacePriceRulesApiResponse,
      ReplacePriceRulesApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/price-rules`,
        method: "PUT",
        body: queryArg.statedRules,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    previewPrice: build.mutation<PreviewPriceApiResponse, PreviewPriceApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/price-preview`,
        method: "POST",
        body: queryArg.preview,
      }),
    }),
    addPhoto: build.mutation<AddPhotoApiResponse, AddPhotoApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/photos`,
        method: "POST",
        body: queryArg.photoFile,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    arrangePhotos: build.mutation<
      ArrangePhotosApiResponse,
      ArrangePhotosApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/photos`,
        method: "PATCH",
        body: queryArg.order,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    describePhoto: build.mutation<
      DescribePhotoApiResponse,
      DescribePhotoApiArg
    >({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/photos/${encodeURIComponent(String(queryArg.photoId))}`,
        method: "PATCH",
        body: queryArg.caption,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    removePhoto: build.mutation<RemovePhotoApiResponse, RemovePhotoApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/owner/listings/${encodeURIComponent(String(queryArg.listingId))}/photos/${encodeURIComponent(String(queryArg.photoId))}`,
        method: "DELETE",
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedFleetApi };
export type ListOwnCarsApiResponse = /** status 200 OK */ OwnCar[];
export type ListOwnCarsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  visibility?: "published" | "unlisted" | "paused" | "retired";
  hasPhotos?: boolean;
  /** Beginnings of words, as clients look for them. */
  q?: string;
  sort?: "newest" | "title" | "-title" | "price" | "-price";
};
export type CreateCarApiResponse = /** status 201 Created */ OwnCar;
export type CreateCarApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  newCar: NewCar;
};
export type GetOwnCarApiResponse = /** status 200 OK */ OwnCar;
export type GetOwnCarApiArg = {
  carId: string;
};
export type EditCarApiResponse = /** status 200 OK */ OwnCar;
export type EditCarApiArg = {
  carId: string;
  /** The `ETag` of what you have read: the edit is made only if nobody has changed it since. */
  "If-Match": string;
  carChanges: CarChanges;
};
export type PublishCarApiResponse = /** status 200 OK */ OwnCar;
export type PublishCarApiArg = {
  carId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type PauseCarApiResponse = /** status 200 OK */ OwnCar;
export type PauseCarApiArg = {
  carId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type RetireCarApiResponse = /** status 200 OK */ OwnCar;
export type RetireCarApiArg = {
  carId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type EditCarsApiResponse = /** status 200 OK */ BulkReport;
export type EditCarsApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  bulkCars: BulkCars;
};
export type ExportCarsApiResponse =
  /** status 200 CSV in UTF-8 with the columns key, visibility, make, model, city, vehicle_type, year, fuel_type, state, latitude, longitude, daily_rate_usd, in any order; `key` is your own for the car, or its id. */ string;
export type ExportCarsApiArg = void;
export type ImportCarsApiResponse = /** status 200 OK */ FleetReport;
export type ImportCarsApiArg = {
  /** CSV in UTF-8 with the columns key, visibility, make, model, city, vehicle_type, year, fuel_type, state, latitude, longitude, daily_rate_usd, in any order; `key` is your own for the car, or its id. Semicolons or tabs may stand between the columns, too, and numbers then have decimal commas. */
  body: string;
};
export type ListOwnEventsApiResponse = /** status 200 OK */ OwnEvent[];
export type ListOwnEventsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  visibility?: "published" | "unlisted" | "paused" | "retired";
  hasPhotos?: boolean;
  /** Beginnings of words, as clients look for them. */
  q?: string;
  sort?: "newest" | "title" | "-title" | "price" | "-price";
};
export type CreateEventApiResponse = /** status 201 Created */ OwnEvent;
export type CreateEventApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  newEvent: NewEvent;
};
export type GetOwnEventApiResponse = /** status 200 OK */ OwnEvent;
export type GetOwnEventApiArg = {
  eventId: string;
};
export type EditEventApiResponse = /** status 200 OK */ OwnEvent;
export type EditEventApiArg = {
  eventId: string;
  /** The `ETag` of what you have read: the edit is made only if nobody has changed it since. */
  "If-Match": string;
  eventChanges: EventChanges;
};
export type PublishEventApiResponse = /** status 200 OK */ OwnEvent;
export type PublishEventApiArg = {
  eventId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type PauseEventApiResponse = /** status 200 OK */ OwnEvent;
export type PauseEventApiArg = {
  eventId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type RetireEventApiResponse = /** status 200 OK */ OwnEvent;
export type RetireEventApiArg = {
  eventId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type EditEventsApiResponse = /** status 200 OK */ BulkReport;
export type EditEventsApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  bulkEvents: BulkEvents;
};
export type ListOwnTimeSlotsApiResponse = /** status 200 OK */ OwnTimeSlot[];
export type ListOwnTimeSlotsApiArg = {
  /** From 1. */
  page?: number;
  pageSize?: number;
  visibility?: "published" | "unlisted" | "paused" | "retired";
  hasPhotos?: boolean;
  /** Beginnings of words, as clients look for them. */
  q?: string;
  sort?: "newest" | "title" | "-title" | "price" | "-price";
};
export type CreateTimeSlotApiResponse = /** status 201 Created */ OwnTimeSlot;
export type CreateTimeSlotApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  newTimeSlot: NewTimeSlot;
};
export type GetOwnTimeSlotApiResponse = /** status 200 OK */ OwnTimeSlot;
export type GetOwnTimeSlotApiArg = {
  timeSlotId: string;
};
export type EditTimeSlotApiResponse = /** status 200 OK */ OwnTimeSlot;
export type EditTimeSlotApiArg = {
  timeSlotId: string;
  /** The `ETag` of what you have read: the edit is made only if nobody has changed it since. */
  "If-Match": string;
  timeSlotChanges: TimeSlotChanges;
};
export type PublishTimeSlotApiResponse = /** status 200 OK */ OwnTimeSlot;
export type PublishTimeSlotApiArg = {
  timeSlotId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type PauseTimeSlotApiResponse = /** status 200 OK */ OwnTimeSlot;
export type PauseTimeSlotApiArg = {
  timeSlotId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type RetireTimeSlotApiResponse = /** status 200 OK */ OwnTimeSlot;
export type RetireTimeSlotApiArg = {
  timeSlotId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type EditTimeSlotsApiResponse = /** status 200 OK */ BulkReport;
export type EditTimeSlotsApiArg = {
  /** A value of your choice, new for each new request. Repeats with the same key get the first answer again, marked `Idempotent-Replayed: true`, and change nothing. */
  "Idempotency-Key"?: string;
  bulkTimeSlots: BulkTimeSlots;
};
export type GetPriceRulesApiResponse = /** status 200 OK */ PriceRules;
export type GetPriceRulesApiArg = {
  listingId: string;
};
export type ReplacePriceRulesApiResponse = /** status 200 OK */ PriceRules;
export type ReplacePriceRulesApiArg = {
  listingId: string;
  /** The `ETag` of what you have read: the edit is made only if nobody has changed it since. */
  "If-Match": string;
  statedRules: StatedRules;
};
export type PreviewPriceApiResponse = /** status 200 OK */ Quote;
export type PreviewPriceApiArg = {
  listingId: string;
  preview: Preview;
};
export type AddPhotoApiResponse = /** status 201 Created */ Photo;
export type AddPhotoApiArg = {
  listingId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
  photoFile: PhotoFile;
};
export type ArrangePhotosApiResponse = /** status 200 OK */ Photo[];
export type ArrangePhotosApiArg = {
  listingId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
  order: Order;
};
export type DescribePhotoApiResponse = /** status 200 OK */ Photo[];
export type DescribePhotoApiArg = {
  listingId: string;
  photoId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
  caption: Caption;
};
export type RemovePhotoApiResponse = /** status 200 OK */ Photo[];
export type RemovePhotoApiArg = {
  listingId: string;
  photoId: string;
  /** Not needed, for it is right in any version; with the `ETag` of what you have read, in that alone. */
  "If-Match"?: string;
};
export type LatLng = {
  lat: number;
  lng: number;
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
export type OwnCar = {
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
  visibility: "published" | "unlisted" | "paused" | "retired";
  /** Raised by every edit; also in `ETag`. */
  version: number;
  /** Your own for it, where it came with a file of yours. */
  own_key: string | null;
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
export type Position = {
  lat: number;
  lng: number;
};
export type Rate = {
  amount: number;
  currency: "USD";
};
export type StatedTier = {
  hours_before_start: number;
  /** 10000 are all of it. */
  refund_basis_points: number;
};
export type StatedCancellation = {
  name: "flexible" | "moderate" | "strict" | "own";
  /** With `own`, and only with it. */
  tiers?: StatedTier[];
};
export type WindowTerms = {
  lead_time_minutes?: number;
  horizon_days?: number;
  hold_minutes?: number;
  one_per_client?: boolean;
  cancellation?: StatedCancellation;
  shortest_minutes?: number;
  longest_days?: number;
  buffer_minutes?: number;
};
export type NewCar = {
  make: string;
  model: string;
  year: number;
  vehicle_type: "car" | "suv" | "truck" | "van" | "minivan";
  fuel?:
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null)
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null);
  city: string;
  state: string;
  /** Where it stands; its days are of that place. */
  location: Position;
  daily_rate: Rate;
  policy?: WindowTerms;
  /** At once; else it is a draft. */
  publish?: boolean;
};
export type CarChanges = {
  make?: string;
  model?: string;
  year?: number;
  vehicle_type?: "car" | "suv" | "truck" | "van" | "minivan";
  fuel?:
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null)
    | ("gasoline" | "hybrid" | "electric" | "diesel" | null);
  city?: string;
  state?: string;
  /** Where it stands; its days are of that place. */
  location?: Position;
  daily_rate?: Rate;
  policy?: WindowTerms;
};
export type BulkRow = {
  id: string;
  title: string | null;
  outcome: "changed" | "unchanged" | "refused";
  version: number | null;
  /** Of the refusal, as a single edit would answer it. */
  code: string | null;
  detail: string | null;
};
export type BulkReport = {
  changed: number;
  unchanged: number;
  refused: number;
  rows: BulkRow[];
};
export type OwnFilter = {
  visibility?: "published" | "unlisted" | "paused" | "retired";
  has_photos?: boolean;
  /** Beginnings of words, as clients look for them. */
  q?: string;
};
export type BulkCarsChanges = {
  policy?: WindowTerms;
  daily_rate?: Rate;
  visibility?: "published" | "paused" | "retired";
  /** So much more of daily_rate, or less. */
  percent?: number;
};
export type BulkCars = {
  ids?: string[];
  /** At most 500 may fit; {}: all. */
  filter?: OwnFilter;
  changes: BulkCarsChanges;
};
export type FleetRow = {
  /** From 2: the first names the columns. */
  line: number;
  key: string | null;
  id: string | null;
  outcome: "created" | "updated" | "unchanged" | "refused";
  /** Of a refusal; it names the column where there is one. */
  reason: string | null;
};
export type FleetReport = {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  rows: FleetRow[];
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
export type OwnEvent = {
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
  visibility: "published" | "unlisted" | "paused" | "retired";
  /** Raised by every edit; also in `ETag`. */
  version: number;
  /** Your own for it, where it came with a file of yours. */
  own_key: string | null;
};
export type Price = {
  amount: number;
  currency: "USD";
};
export type NewSection = {
  name: string;
  /** Of one place; 0 is confirmed at once. */
  price: Price;
  capacity: number;
};
export type PlaceTerms = {
  lead_time_minutes?: number;
  horizon_days?: number;
  hold_minutes?: number;
  one_per_client?: boolean;
  cancellation?: StatedCancellation;
  quantity_limit?: number;
};
export type NewEvent = {
  title: string;
  venue?: string | null;
  city?: string | null;
  state?: string | null;
  time_zone?: string | null;
  /** With its end; neither can change once booked. */
  starts_at?: string | null;
  ends_at?: string | null;
  sections: NewSection[];
  policy?: PlaceTerms;
  /** At once; else it is a draft. */
  publish?: boolean;
};
export type StatedSection = {
  name: string;
  /** Of one place; 0 is confirmed at once. */
  price: Price;
  capacity: number;
  id?: string;
};
export type EventChanges = {
  title?: string;
  venue?: string | null;
  city?: string | null;
  state?: string | null;
  time_zone?: string | null;
  /** With its end; neither can change once booked. */
  starts_at?: string | null;
  ends_at?: string | null;
  /** All of them: what is not named goes, unless it is booked. */
  sections?: StatedSection[];
  policy?: PlaceTerms;
};
export type BulkEventsChanges = {
  policy?: PlaceTerms;
  visibility?: "published" | "paused" | "retired";
};
export type BulkEvents = {
  ids?: string[];
  /** At most 500 may fit; {}: all. */
  filter?: OwnFilter;
  changes: BulkEventsChanges;
};
export type Hours = {
  /** 0 is Monday. */
  weekday: number;
  opens: string;
  /** `24:00` is the end of the day. */
  closes: string;
};
export type OwnTimeSlot = {
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
  visibility: "published" | "unlisted" | "paused" | "retired";
  /** Raised by every edit; also in `ETag`. */
  version: number;
  /** Your own for it, where it came with a file of yours. */
  own_key: string | null;
};
export type StatedHours = {
  /** 0 is Monday. */
  weekday: number;
  opens: string;
  /** `24:00` is the end of the day. */
  closes: string;
};
export type NewTimeSlot = {
  title: string;
  group?: string | null;
  city?: string | null;
  state?: string | null;
  /** IANA name; opening hours are by its clocks. */
  time_zone: string;
  /** Empty: always open. */
  opening_hours?: StatedHours[];
  /** Real minutes. Null: windows of any length. */
  slot_minutes?: number | null;
  /** As the slot, unless stated. */
  step_minutes?: number | null;
  /** How many bookings there can be at a time. */
  capacity?: number;
  /** For a slot; 0 is confirmed at once. */
  price: Price;
  policy?: WindowTerms;
  /** At once; else it is a draft. */
  publish?: boolean;
};
export type TimeSlotChanges = {
  title?: string;
  group?: string | null;
  city?: string | null;
  state?: string | null;
  /** IANA name; opening hours are by its clocks. */
  time_zone?: string;
  /** Empty: always open. */
  opening_hours?: StatedHours[];
  /** Real minutes. Null: windows of any length. */
  slot_minutes?: number | null;
  /** As the slot, unless stated. */
  step_minutes?: number | null;
  /** How many bookings there can be at a time. */
  capacity?: number;
  /** For a slot; 0 is confirmed at once. */
  price?: Price;
  policy?: WindowTerms;
};
export type BulkTimeSlotsChanges = {
  policy?: WindowTerms;
  /** For a slot; 0 is confirmed at once. */
  price?: Price;
  visibility?: "published" | "paused" | "retired";
  /** So much more of price, or less. */
  percent?: number;
};
export type BulkTimeSlots = {
  ids?: string[];
  /** At most 500 may fit; {}: all. */
  filter?: OwnFilter;
  changes: BulkTimeSlotsChanges;
};
export type ShownRule = {
  id: string;
  rule: "date" | "season" | "weekday" | "length";
  /** In the lines of a quote: 2 <name> days at $130.00 */
  name?: string;
  /** Minor units: the price of a unit, or what a length takes off. */
  amount?: number;
  /** 1500 is 15 % more than the base price, -1500 is less; of a length, what is off. */
  basis_points?: number;
  /** Of a date, like 2026-12-31. */
  date?: string;
  /** The first date of a season: 2026-06-15, or 06-15 for every year. */
  from?: string;
  /** Its last date, in the same form; 12-20 to 01-05 is over the turn of the year. */
  to?: string;
  /** 0 is Monday. */
  weekdays?: number[];
  /** Of a length: units in one booking. */
  at_least?: number;
};
export type PriceRules = {
  /** What is priced: a day, a slot of so many minutes, a booking. */
  unit: string;
  /** Of a unit about which no rule decides. */
  base: Money;
  rules: ShownRule[];
};
export type PriceRule = {
  /** Ours if none. */
  id?: string;
  rule: "date" | "season" | "weekday" | "length";
  /** In the lines of a quote: 2 <name> days at $130.00 */
  name?: string;
  /** Minor units: the price of a unit, or what a length takes off. */
  amount?: number;
  /** 1500 is 15 % more than the base price, -1500 is less; of a length, what is off. */
  basis_points?: number;
  /** Of a date, like 2026-12-31. */
  date?: string;
  /** The first date of a season: 2026-06-15, or 06-15 for every year. */
  from?: string;
  /** Its last date, in the same form; 12-20 to 01-05 is over the turn of the year. */
  to?: string;
  /** 0 is Monday. */
  weekdays?: number[];
  /** Of a length: units in one booking. */
  at_least?: number;
};
export type StatedRules = {
  rules: PriceRule[];
};
export type Preview = {
  starts_at: string;
  ends_at: string;
  rules?: PriceRule[];
};
export type PhotoFile = {
  photo: Blob;
};
export type Order = {
  order: string[];
};
export type Caption = {
  caption: string;
};
