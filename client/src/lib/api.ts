// The generated client, with what the document cannot say: cache tags, and the page numbers that travel in a header.
import type { BaseQueryMeta, DefinitionsFromApi, OverrideResultType, TagTypesFromApi } from '@reduxjs/toolkit/query';
import { generatedApi } from './api.gen';
import { rememberReturning, signedIn, userChanged } from './auth';
import type { transport } from './transport';
import type { AnyBooking, Booking, Car, Kind, VehicleType } from './types';
import { BROWSER_ZONE } from './zone';

export type Page<Item> = { items: Item[]; total: number; page: number; pages: number };

type Definitions = DefinitionsFromApi<typeof generatedApi>;
type OneBooking = 'getBooking' | 'cancelBooking' | 'reconcileBooking';
type Shaped = Omit<Definitions, 'listCars' | 'listBookings' | OneBooking> & {
  listCars: OverrideResultType<Definitions['listCars'], Page<Car>>;
  listBookings: OverrideResultType<Definitions['listBookings'], Page<Booking>>;
} & { [Name in OneBooking]: OverrideResultType<Definitions[Name], Booking> };

export type Meta = BaseQueryMeta<typeof transport>;
type Numbers = { total?: number; total_pages?: number; page?: number };

export function paged<Item>(items: Item[], meta: Meta): Page<Item> {
  const header = meta?.response?.headers.get('X-Pagination');
  const { total, total_pages, page }: Numbers = header ? JSON.parse(header) : {};
  return { items, total: total ?? items.length, pages: total_pages ?? 1, page: page ?? 1 };
}

/** The document leaves kinds and types of vehicles open, and an event without a date may have no zone. */
export function toBooking({ listing, ...booking }: AnyBooking): Booking {
  return {
    ...booking,
    kind: booking.kind as Kind,
    listing: {
      ...listing,
      time_zone: listing.time_zone ?? BROWSER_ZONE,
      vehicle_type: listing.vehicle_type as VehicleType | null,
    },
  };
}

/** What the head of every page asks for: the client's live hold, if there is one. */
export const LIVE_HOLD = { status: 'pending', pageSize: 1 } as const;

const bookingChanged = (_: unknown, __: unknown, arg: { bookingId: string }) =>
  [{ type: 'bookings', id: arg.bookingId }, 'bookings', 'availability'] as const;

export const api = generatedApi.enhanceEndpoints<TagTypesFromApi<typeof generatedApi>, Shaped>({
  endpoints: {
    listCars: { providesTags: ['cars', 'availability'], transformResponse: paged },
    getCar: { providesTags: ['cars'] },
    getCarAvailability: { providesTags: ['availability'] },
    getCarQuote: { providesTags: ['availability'] },
    listPlaces: { providesTags: ['places'] },
    listBookings: {
      providesTags: ['bookings'],
      transformResponse: (bookings: AnyBooking[], meta: Meta) => paged(bookings.map(toBooking), meta),
    },
    getBooking: {
      transformResponse: toBooking,
      providesTags: (_, __, arg) => [{ type: 'bookings', id: arg.bookingId }],
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        const answer = await queryFulfilled.catch(() => null);
        if (!answer || answer.data.status === 'pending') return;
        // A payment or a lapse is first seen here; the head must not go on counting for a hold that is none.
        dispatch(
          api.util.updateQueryData('listBookings', LIVE_HOLD, (page) => {
            page.items = page.items.filter((hold) => hold.id !== answer.data.id);
          }),
        );
      },
    },
    cancelBooking: { transformResponse: toBooking, invalidatesTags: bookingChanged },
    reconcileBooking: { transformResponse: toBooking, invalidatesTags: bookingChanged },
    getMe: {
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(userChanged(answer.data));
      },
    },
    login: {
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        const answer = await queryFulfilled.catch(() => null);
        if (!answer) return;
        rememberReturning(true);
        dispatch(signedIn(answer.data));
      },
    },
  },
});

export const {
  useListCarsQuery,
  useLazyListCarsQuery,
  useGetCarQuery,
  useGetCarAvailabilityQuery,
  useGetCarQuoteQuery,
  useListPlacesQuery,
  useLazyListPlacesQuery,
  useListBookingsQuery,
  useGetBookingQuery,
  useCreateCheckoutMutation,
  usePreviewCancellationQuery,
  useCancelBookingMutation,
  useReconcileBookingMutation,
  useRegisterMutation,
  useLoginMutation,
  useLogoutMutation,
} = api;
