// Events, with what the document cannot say: pages, and what to ask for again when places change hands.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Page, paged } from '@/lib/api';
import { type GetEventApiResponse, type GetEventQuoteApiResponse, generatedEventsApi } from './events-api.gen';

export type Event = GetEventApiResponse;
export type Section = Event['sections'][number];
export type EventQuote = GetEventQuoteApiResponse;

type Definitions = DefinitionsFromApi<typeof generatedEventsApi>;
type Shaped = Omit<Definitions, 'listEvents'> & {
  listEvents: OverrideResultType<Definitions['listEvents'], Page<Event>>;
};

export const { useListEventsQuery, useGetEventQuery, useGetEventQuoteQuery } = generatedEventsApi.enhanceEndpoints<
  'availability',
  Shaped
>({
  endpoints: {
    listEvents: { providesTags: ['availability'], transformResponse: paged },
    getEvent: { providesTags: ['availability'] },
    getEventQuote: { providesTags: ['availability'] },
  },
});
