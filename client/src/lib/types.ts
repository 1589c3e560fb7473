// The words of the API, taken from its answers; so a renamed schema in the document changes nothing here.
import type {
  GetBookingApiResponse,
  GetCarApiResponse,
  GetCarAvailabilityApiResponse,
  GetCarQuoteApiResponse,
  ListBookingsApiArg,
  ListCarsApiArg,
  ListPlacesApiResponse,
  LoginApiResponse,
  PreviewCancellationApiResponse,
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
export type Kind = NonNullable<ListBookingsApiArg['kind']>;
type BookedListing = Omit<AnyBooking['listing'], 'time_zone' | 'vehicle_type'> & {
  /** The reader's own where the place has none. */
  time_zone: string;
  vehicle_type: VehicleType | null;
};
/** Cars and time slots have a window, events places in `lines` and perhaps no date. */
export type Booking = Omit<AnyBooking, 'kind' | 'listing'> & { kind: Kind; listing: BookedListing };
export type BookedLine = NonNullable<Booking['lines']>[number];
export type CancellationPreview = PreviewCancellationApiResponse;
export type BookingStatus = Booking['status'];
export type Tokens = LoginApiResponse;
export type User = Tokens['user'];
export type VehicleType = Car['vehicle_type'];
export type Fuel = NonNullable<ListCarsApiArg['fuel']>;
export type SortOrder = NonNullable<ListCarsApiArg['sort']>;

/** What is one tap from a hold: a window of a listing, or places of an event; offered by the server inside a refusal. */
export type Alternative = {
  listing: { id: string; title: string; vehicle_type?: VehicleType | null; venue?: string | null };
  starts_at: string | null;
  ends_at: string | null;
  /** Places, where they count. */
  lines?: { section_id: string; quantity: number }[] | null;
  /** With the extras that carry over. */
  total: Money;
  /** Codes to send when it is held. */
  extras?: string[] | null;
  /** Codes of wanted extras that this car does not offer. */
  dropped_extras?: string[] | null;
  reason: string;
};
