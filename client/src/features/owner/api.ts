// The generated client of owners' books and calendar, with what the document cannot say: tags, and numbers of pages.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Meta, type Page, paged } from '@/lib/api';
import { generatedOwnerApi } from './owner-api.gen';
import type { CalendarRow, EarningsReport, LedgerEntry, OccupancyReport, OwnerBooking } from './types';

type Definitions = DefinitionsFromApi<typeof generatedOwnerApi>;
/** A report has rows as a list has items; its own numbers of pages come in the same header. */
type Leafed<Report> = Report & { page: number; pages: number };
type Results = {
  getOwnerCalendar: Page<CalendarRow>;
  listOwnerBookings: Page<OwnerBooking>;
  listOwnerEarningsEntries: Page<LedgerEntry>;
  getOwnerEarnings: Leafed<EarningsReport>;
  getOwnerOccupancy: Leafed<OccupancyReport>;
};
type Shaped = Omit<Definitions, keyof Results> & {
  [Name in keyof Results]: OverrideResultType<Definitions[Name], Results[Name]>;
};
type Tag = 'bookings' | 'availability' | 'blocks' | 'earnings';

function leafed<Report extends { rows: unknown[] }>(report: Report, meta: Meta): Leafed<Report> {
  const { page, pages } = paged(report.rows, meta);
  return { ...report, page, pages };
}

const ownerApi = generatedOwnerApi.enhanceEndpoints<Tag, Shaped>({
  addTagTypes: ['blocks', 'earnings'],
  endpoints: {
    getOwnerCalendar: { providesTags: ['bookings', 'availability', 'blocks'], transformResponse: paged },
    createBlock: { invalidatesTags: ['blocks', 'availability'] },
    removeBlock: { invalidatesTags: ['blocks', 'availability'] },
    listOwnerBookings: { providesTags: ['bookings'], transformResponse: paged },
    getOwnerBooking: { providesTags: (_, __, { bookingId }) => [{ type: 'bookings', id: bookingId }] },
    cancelOwnersBooking: { invalidatesTags: ['bookings', 'availability', 'earnings'] },
    getOwnerEarnings: { providesTags: ['earnings'], transformResponse: leafed<EarningsReport> },
    listOwnerEarningsEntries: { providesTags: ['earnings'], transformResponse: paged },
    getOwnerOccupancy: { providesTags: ['earnings'], transformResponse: leafed<OccupancyReport> },
    getOwnerUpcoming: { providesTags: ['earnings', 'bookings'] },
    getOwnerLostDemand: { providesTags: ['earnings'] },
  },
});

export const { useListOwnerBookingsQuery } = ownerApi;
