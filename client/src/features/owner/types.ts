// The words of an owner's books and calendar, taken from the answers of the API.
import type {
  BlockChanges as AnyBlockChanges,
  NewBlock as AnyNewBlock,
  GetBlockApiResponse,
  GetOwnerBookingApiResponse,
  GetOwnerCalendarApiResponse,
  GetOwnerEarningsApiResponse,
  GetOwnerLostDemandApiResponse,
  GetOwnerOccupancyApiResponse,
  GetOwnerUpcomingApiResponse,
  ListOwnerBookingsApiArg,
  ListOwnerBookingsApiResponse,
  ListOwnerEarningsEntriesApiResponse,
} from './owner-api.gen';

export type OwnerBooking = ListOwnerBookingsApiResponse[number];
export type OwnerBookingDetail = GetOwnerBookingApiResponse;
export type BookingsAsked = ListOwnerBookingsApiArg;
export type CalendarRow = GetOwnerCalendarApiResponse[number];
export type CalendarEntry = CalendarRow['entries'][number];
export type EarningsReport = GetOwnerEarningsApiResponse;
export type EarningsRow = EarningsReport['rows'][number];
export type MoneySums = EarningsReport['totals'][number];
export type LedgerEntry = ListOwnerEarningsEntriesApiResponse[number];
export type OccupancyReport = GetOwnerOccupancyApiResponse;
export type UpcomingReport = GetOwnerUpcomingApiResponse;
export type LostDemandReport = GetOwnerLostDemandApiResponse;
export type NewBlock = AnyNewBlock;
export type Block = GetBlockApiResponse;
export type BlockChanges = AnyBlockChanges;
export type BlockReason = NewBlock['reason'];
