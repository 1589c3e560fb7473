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
// The API's own bound, and more than anybody hands over in two days.
const LARGEST_PAGE = 100;
const MOST_PAGES = 20;

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
    editBlock: { invalidatesTags: ['blocks', 'availability'] },
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

export type OwnKind = 'cars' | 'events' | 'time-slots';
/** In the words of the API. */
export type AgendaAsked = Record<string, string>;
type Counted = { kind: OwnKind; visibility?: string; has_photos?: string };

const ownerApi = shapedApi.injectEndpoints({
  endpoints: (build) => ({
    /** How many listings there are so: the list's own total, whatever the size of its pages. */
    countOwn: build.query<number, Counted>({
      query: ({ kind, ...filter }) => ({ url: `/api/v1/owner/${kind}`, params: { ...filter, page_size: 1 } }),
      transformResponse: (items: unknown[], meta: Meta) => paged(items, meta).total,
      providesTags: ['own_listings'],
    }),
    /** All of them, page after page: a large fleet has more pick-ups on two days than the API gives at once. */
    listWholeAgenda: build.query<OwnerBooking[], AgendaAsked>({
      queryFn: async (asked, _, __, ask) => {
        const found: OwnerBooking[] = [];
        for (let [page, pages] = [1, 1]; page <= Math.min(pages, MOST_PAGES); page += 1) {
          const url = '/api/v1/owner/bookings';
          const answer = await ask({ url, params: { ...asked, page, page_size: LARGEST_PAGE } });
          if (answer.error) return { error: answer.error };
          const leaf = paged(answer.data as OwnerBooking[], answer.meta as Meta);
          found.push(...leaf.items);
          pages = leaf.pages;
        }
        return { data: found };
      },
      providesTags: ['bookings'],
    }),
  }),
});

export const {
  useCountOwnQuery,
  useListWholeAgendaQuery,
  useGetOwnerCalendarQuery,
  useCreateBlockMutation,
  useLazyGetBlockQuery,
  useEditBlockMutation,
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
