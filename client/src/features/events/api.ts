// Events, with what the document cannot say: pages, and what to ask for again when places change hands.
import type { DefinitionsFromApi, OverrideResultType } from '@reduxjs/toolkit/query';
import { type Page, paged } from '@/lib/api';
import { type GetEventApiResponse, generatedEventsApi } from './events-api.gen';

type Event = GetEventApiResponse;

type Definitions = DefinitionsFromApi<typeof generatedEventsApi>;
type Shaped = Omit<Definitions, 'listEvents'> & {
  listEvents: OverrideResultType<Definitions['listEvents'], Page<Event>>;
};

export const { useGetEventQuery } = generatedEventsApi.enhanceEndpoints<'availability', Shaped>({
  endpoints: {
    listEvents: { providesTags: ['availability'], transformResponse: paged },
    getEvent: { providesTags: ['availability'] },
  },
});
