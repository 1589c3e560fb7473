// The generated client of owners' books and calendar, with what the document cannot say: tags, and numbers of pages.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Meta, type Page, paged } from '@/lib/api';
import { noteServerTime } from '@/lib/clock';
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
type Tag = 'bookings' | 'availability' | 'blocks' | 'earnings' | 'own_listings';

function leafed<Report extends { rows: unknown[] }>(report: Report, meta: Meta): Leafed<Report> {
  const { page, pages } = paged(report.rows, meta);
  return { ...report, page, pages };
}

const shapedApi = generatedOwnerApi.enhanceEndpoints<Tag, Shaped>({
  addTagTypes: ['blocks', 'earnings', 'own_listings'],
  endpoints: {
    getOwnerCalendar: { providesTags: ['bookings', 'availability', 'blocks'], transformResponse: paged },
    createBlock: { invalidatesTags: ['blocks', 'availability'] },
    removeBlock: { invalidatesTags: ['blocks', 'availability'] },
    listOwnerBookings: {
      providesTags: ['bookings'],
      transformResponse: paged,
      async onQueryStarted(_, { queryFulfilled }) {
        const before = performance.now();
        const answer = await queryFulfilled.catch(() => null);
        // Only beside a hold is the clock in the answer a new one: without holds an old answer may serve once more.
        const hold = answer?.data.items.find(({ status }) => status === 'pending');
        if (hold) noteServerTime(hold.server_time, before, performance.now());
      },
    },
    getOwnerBooking: { providesTags: (_, __, { bookingId }) => [{ type: 'bookings', id: bookingId }] },
    cancelOwnersBooking: { invalidatesTags: ['bookings', 'availability', 'earnings'] },
    getOwnerEarnings: { providesTags: ['earnings'], transformResponse: leafed<EarningsReport> },
    listOwnerEarningsEntries: { providesTags: ['earnings'], transformResponse: paged },
    getOwnerOccupancy: { providesTags: ['earnings'], transformResponse: leafed<OccupancyReport> },
    getOwnerUpcoming: { providesTags: ['earnings', 'bookings'] },
    getOwnerLostDemand: { providesTags: ['earnings'] },
  },
});

// What a listing is called and what it lacks: all that these views need to know of it. Its own pages know more.
type OwnName = { id: string; title: string; visibility: string; photos: unknown[] };
export type OwnKind = 'cars' | 'events' | 'time-slots';

const ownerApi = shapedApi.injectEndpoints({
  endpoints: (build) => ({
    listOwnNames: build.query<Page<OwnName>, { kind: OwnKind; visibility?: string; pageSize: number }>({
      query: ({ kind, visibility, pageSize }) => ({
        url: `/api/v1/owner/${kind}`,
        params: { visibility, page_size: pageSize },
      }),
      transformResponse: paged,
      providesTags: ['own_listings'],
    }),
  }),
});

export const {
  useListOwnNamesQuery,
  useGetOwnerCalendarQuery,
  useCreateBlockMutation,
  useRemoveBlockMutation,
  useListOwnerBookingsQuery,
  useGetOwnerBookingQuery,
  usePreviewOwnersCancellationQuery,
  useCancelOwnersBookingMutation,
  useGetOwnerEarningsQuery,
  useListOwnerEarningsEntriesQuery,
  useGetOwnerOccupancyQuery,
  useGetOwnerUpcomingQuery,
  useGetOwnerLostDemandQuery,
} = ownerApi;
