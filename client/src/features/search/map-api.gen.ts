import { baseApi as api } from "../../lib/base-api";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    mapCars: build.query<MapCarsApiResponse, MapCarsApiArg>({
      query: (queryArg) => ({
        url: `/api/v1/cars/map`,
        params: {
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
        },
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generatedMapApi };
export type MapCarsApiResponse = /** status 200 OK */ CarMap;
export type MapCarsApiArg = {
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
export type CarCity = {
  city: string;
  state: string;
  /** How many of them can be had. */
  cars: number;
  /** Their centre, to a hundredth of a degree: about a kilometre. */
  location: LatLng;
  /** Of a day, before rules and fees. */
  lowest_daily_rate: Money;
  /** The lowest total that the list shows there for the dates. Null without dates, and where so many owners have rules of their own that to reckon with all of them would take too long. */
  lowest_total: Money | null;
};
export type CarMap = {
  /** How many cars the search finds, as `total` of the list's `X-Pagination`. */
  total: number;
  /** Those with most cars first. */
  places: CarCity[];
  /** How many further cities there are; 1,000 are shown at most. */
  left_out: number;
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
