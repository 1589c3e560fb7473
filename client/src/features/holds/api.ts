// Holds of every kind: one route each, and the same booking for an answer.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { toBooking } from '@/lib/api';
import type { Booking } from '@/lib/types';
import type { Draft } from '@/store/draft';
import { generatedHoldsApi } from './holds-api.gen';

type Definitions = DefinitionsFromApi<typeof generatedHoldsApi>;
type Shaped = { [Name in keyof Definitions]: OverrideResultType<Definitions[Name], Booking> };

const hold = { transformResponse: toBooking, invalidatesTags: ['bookings', 'availability'] } as const;

const { useCreateCarBookingMutation, useCreateEventBookingMutation, useCreateTimeSlotBookingMutation } =
  generatedHoldsApi.enhanceEndpoints<'bookings' | 'availability', Shaped>({
    endpoints: { createCarBooking: hold, createEventBooking: hold, createTimeSlotBooking: hold },
  });

/** Sends a hold to the route of its kind, under `key`; rejects with a transport error. */
export function useSendHold(): (draft: Draft, key: string) => Promise<Booking> {
  const [holdCar] = useCreateCarBookingMutation();
  const [holdPlaces] = useCreateEventBookingMutation();
  const [holdSlot] = useCreateTimeSlotBookingMutation();
  return (draft, key) => {
    const named = { 'Idempotency-Key': key };
    if (draft.kind === 'events') {
      const lines = draft.lines.map(({ sectionId, quantity }) => ({ section_id: sectionId, quantity }));
      return holdPlaces({ ...named, eventId: draft.listingId, eventDemand: { lines } }).unwrap();
    }
    const window = { starts_at: draft.startsAt, ends_at: draft.endsAt };
    if (draft.kind === 'cars')
      return holdCar({ ...named, carId: draft.listingId, carDemand: { ...window, extras: draft.extras } }).unwrap();
    const timeSlotDemand = { ...window, any_of_group: draft.anyOfGroup };
    return holdSlot({ ...named, timeSlotId: draft.listingId, timeSlotDemand }).unwrap();
  };
}
