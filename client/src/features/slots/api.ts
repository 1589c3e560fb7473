// What is booked by the hour, with what the document cannot say: pages, and what to ask for again after a booking.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Page, paged } from '@/lib/api';
import {
  type GetTimeSlotApiResponse,
  type GetTimeSlotAvailabilityApiResponse,
  generatedSlotsApi,
} from './slots-api.gen';

export type Resource = GetTimeSlotApiResponse;
export type SlotDay = GetTimeSlotAvailabilityApiResponse;
export type Slot = SlotDay['slots'][number];

type Definitions = DefinitionsFromApi<typeof generatedSlotsApi>;
type Shaped = Omit<Definitions, 'listTimeSlots'> & {
  listTimeSlots: OverrideResultType<Definitions['listTimeSlots'], Page<Resource>>;
};

export const { useListTimeSlotsQuery, useGetTimeSlotQuery, useGetTimeSlotAvailabilityQuery } =
  generatedSlotsApi.enhanceEndpoints<'availability', Shaped>({
    endpoints: {
      listTimeSlots: { transformResponse: paged },
      getTimeSlot: {},
      getTimeSlotAvailability: { providesTags: ['availability'] },
    },
  });
