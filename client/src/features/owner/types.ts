// The words of an owner's books and calendar, taken from the answers of the API.
import type {
  GetOwnerCalendarApiResponse,
  GetOwnerEarningsApiResponse,
  GetOwnerOccupancyApiResponse,
  ListOwnerBookingsApiResponse,
  ListOwnerEarningsEntriesApiResponse,
} from './owner-api.gen';

export type OwnerBooking = ListOwnerBookingsApiResponse[number];
export type CalendarRow = GetOwnerCalendarApiResponse[number];
export type EarningsReport = GetOwnerEarningsApiResponse;
export type LedgerEntry = ListOwnerEarningsEntriesApiResponse[number];
export type OccupancyReport = GetOwnerOccupancyApiResponse;
