// The words of the API, taken from its answers; so a renamed schema in the document changes nothing here.
import type {
  GetBookingApiResponse,
  GetCarApiResponse,
  GetCarAvailabilityApiResponse,
  GetCarQuoteApiResponse,
  ListCarsApiArg,
  ListPlacesApiResponse,
  LoginApiResponse,
} from './api.gen';

export type Car = GetCarApiResponse;
export type Availability = GetCarAvailabilityApiResponse;
export type BusyWindow = Availability['busy'][number];
export type CarQuote = GetCarQuoteApiResponse;
export type QuoteLine = CarQuote['lines'][number];
export type Money = CarQuote['total'];
export type Place = ListPlacesApiResponse[number];

/** A booking as the API answers it, of whatever kind. */
export type AnyBooking = GetBookingApiResponse;
/** The booking of a car: it has a window, and its listing a place. */
export type Booking = Omit<AnyBooking, 'starts_at' | 'ends_at' | 'listing'> & {
  starts_at: string;
  ends_at: string;
  listing: { id: string; title: string; city: string; state: string; time_zone: string; vehicle_type?: VehicleType };
};
export type BookingStatus = Booking['status'];
export type Tokens = LoginApiResponse;
export type User = Tokens['user'];
export type VehicleType = Car['vehicle_type'];
export type Fuel = NonNullable<ListCarsApiArg['fuel']>;
export type SortOrder = NonNullable<ListCarsApiArg['sort']>;

/** A car and window one tap from a hold; offered by the server inside a refusal. */
export type Alternative = {
  listing: { id: string; title: string; vehicle_type?: VehicleType | null };
  starts_at: string;
  ends_at: string;
  /** With the extras that carry over. */
  total: Money;
  /** Codes to send when it is held. */
  extras?: string[] | null;
  /** Codes of wanted extras that this car does not offer. */
  dropped_extras?: string[] | null;
  reason: string;
};
